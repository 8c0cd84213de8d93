import type { IncomingMessage } from 'node:http'

/** What a signature is over, but for the body: each character of it stands for a byte. */
export interface SignedHead {
  method: string
  /** As it came, before the front door took a prefix off. */
  url: string
  rawHeaders: readonly string[]
}

interface Received {
  url: string
  account: string | undefined
}

const received = new WeakMap<object, Received>()

/** Keeps what the front door is about to change, and the account that the credentials of a request belong to, where known. */
export function rememberReceived(request: Pick<IncomingMessage, 'url'>, account: string | undefined): void {
  received.set(request, { url: request.url ?? '/', account })
}

/** The account that a request's credentials are known to belong to. */
export const knownAccountOf = (request: object): string | undefined => received.get(request)?.account

export const signedHeadOf = (request: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>): SignedHead => ({
  method: request.method ?? '',
  url: received.get(request)?.url ?? request.url ?? '/',
  rawHeaders: request.rawHeaders,
})

/** The headers by their names in lower case; of one that came several times the values, with commas between them. */
export function headersOf({ rawHeaders }: Pick<SignedHead, 'rawHeaders'>): Map<string, string> {
  const values = new Map<string, string[]>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase()
    const value = rawHeaders[at + 1]!.trim()
    const others = values.get(name)
    if (others) others.push(value)
    else values.set(name, [value])
  }
  return new Map([...values].map(([name, texts]) => [name, texts.join(',')]))
}

export const headerOf = (head: Pick<SignedHead, 'rawHeaders'>, name: string): string | undefined =>
  headersOf(head).get(name)

export function pathAndQueryOf({ url }: Pick<SignedHead, 'url'>): { path: string; query: string } {
  const mark = url.indexOf('?')
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) }
}
