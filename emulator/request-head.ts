import type { IncomingMessage } from 'node:http'

const ABSOLUTE = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]*)/i

/** RFC 9112, 3.2.2: who takes us for a proxy sends a whole URL, whose host counts, and not the one in the header. */
export function toOriginForm(request: Pick<IncomingMessage, 'url' | 'headers'>): void {
  const { url = '' } = request
  const [whole, host] = ABSOLUTE.exec(url) ?? []
  if (whole === undefined) return
  request.headers.host = host
  const rest = url.slice(whole.length)
  request.url = rest.startsWith('/') ? rest : `/${rest}`
}

/**
 * The status for a head that another server may read otherwise: a body whose end it sees elsewhere, so that what follows is a
 * request to one of us only, or another host. `undefined`: there is no doubt. What Node refuses by itself is not looked at.
 */
export function headFault({ headers, rawHeaders, httpVersion }: Head): 400 | 501 | undefined {
  if (hasTwoHosts(rawHeaders) || httpVersion === '0.9') return 400
  const coding = headers['transfer-encoding']
  if (coding === undefined) return undefined
  // RFC 9112, 6.1: version 1.0 knows no codings, and of others than this one nobody here takes the body apart.
  if (httpVersion !== '1.1') return 400
  return coding.toLowerCase() === 'chunked' ? undefined : 501
}

type Head = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'httpVersion'>

/** RFC 9112, 3.2. */
const hasTwoHosts = (rawHeaders: readonly string[]): boolean => {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]!.toLowerCase() === 'host') count += 1
  return count > 1
}
