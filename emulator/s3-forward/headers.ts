/** Names in lower case; each character of a value stands for a byte. */
export type Headers = Map<string, string>

/** They are about one connection, and there are two. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Of the client's own signature; said anew; or, as for cookies of whatever else runs on this host, nobody's business there. */
const REPLACED = new Set([
  'host',
  'authorization',
  'date',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-region-set',
  'cookie',
  // Which pages may see an answer is said in front of us.
  'origin',
  // Node has answered it by the time we hear of the request.
  'expect',
])

/** What goes on of the headers of a client's request. */
export function toFarHeaders(rawHeaders: readonly string[]): Headers {
  const headers: Headers = new Map()
  for (const [name, value] of endToEnd(rawHeaders)) {
    const lowerName = name.toLowerCase()
    if (REPLACED.has(lowerName)) continue
    const first = headers.get(lowerName)
    // AWS: metadata of the same name is one value, with commas.
    headers.set(lowerName, first === undefined ? value : `${first},${value}`)
  }
  return dispositionFirst(headers)
}

/** What goes back of the headers of an answer, as Node's writeHead() takes it: names and values in turn. */
export function toClientHeaders(rawHeaders: readonly string[]): string[] {
  const entries = [...endToEnd(rawHeaders)]
  const isDisposition = ([name]: [string, string]): boolean => name.toLowerCase() === DISPOSITION
  return [...entries.filter(isDisposition), ...entries.filter((entry) => !isDisposition(entry))].flat()
}

const DISPOSITION = 'content-disposition'

/** Node writes this header in another encoding when it comes behind the Content-Length. */
function dispositionFirst(headers: Headers): Headers {
  const disposition = headers.get(DISPOSITION)
  return disposition === undefined ? headers : new Map([[DISPOSITION, disposition], ...headers])
}

function* endToEnd(rawHeaders: readonly string[]): Generator<[name: string, value: string]> {
  const dropped = new Set([...HOP_BY_HOP, ...namedByConnection(rawHeaders)])
  for (const entry of pairs(rawHeaders)) if (!dropped.has(entry[0].toLowerCase())) yield entry
}

function namedByConnection(rawHeaders: readonly string[]): string[] {
  return (
    [...pairs(rawHeaders)]
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.split(','))
      .map((name) => name.trim().toLowerCase())
      // Without it nobody would know where a body ends.
      .filter((name) => name !== 'content-length')
  )
}

function* pairs(rawHeaders: readonly string[]): Generator<[name: string, value: string]> {
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) yield [rawHeaders[at]!, rawHeaders[at + 1]!]
}
