/** An answer as its bytes say it. */
export interface WireAnswer {
  status: number
  /** By their names in lower case. */
  headers: Map<string, string>
  body: string
}

/** The first whole answer of what came, and the bytes behind it. */
export interface Taken {
  answer: WireAnswer
  rest: Buffer
}

export interface TakeOptions {
  /** Of the request: an answer to HEAD has no body. */
  method?: string
  /** Whether nothing more will come. */
  isClosed: boolean
}

const HEAD_END = Buffer.from('\r\n\r\n')
const STATUS_LINE = /^HTTP\/1\.1 ([1-5][0-9]{2}) [\x20-\x7e]*$/
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e\x80-\xff]*)$/

/** Reads an answer without any leniency; `undefined` where it is not whole yet. Throws where it is none. */
export function takeAnswer(bytes: Buffer, options: TakeOptions): Taken | undefined {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return options.isClosed && bytes.length > 0 ? fail('the head ends nowhere', bytes) : undefined
  const { status, headers } = readHead(bytes.toString('latin1', 0, end), bytes)
  const behind = bytes.subarray(end + HEAD_END.length)
  if (status >= 100 && status < 200) return takeAnswer(behind, options)
  const body = takeBody(behind, { ...options, status, headers })
  return body && { answer: { status, headers, body: body.bytes.toString() }, rest: body.rest }
}

function readHead(text: string, bytes: Buffer): Pick<WireAnswer, 'status' | 'headers'> {
  const [first = '', ...lines] = text.split('\r\n')
  const status = Number(STATUS_LINE.exec(first)?.[1] ?? fail('there is no status', bytes))
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [, name = fail(`no header: ${line}`, bytes), value = ''] = HEADER_LINE.exec(line) ?? []
    headers.set(name.toLowerCase(), value)
  }
  return { status, headers }
}

interface Body {
  bytes: Buffer
  rest: Buffer
}

type Head = TakeOptions & Pick<WireAnswer, 'status' | 'headers'>

function takeBody(behind: Buffer, { method, status, headers, isClosed }: Head): Body | undefined {
  const none = Buffer.alloc(0)
  if (method === 'HEAD' || status === 204 || status === 304) return { bytes: none, rest: behind }
  if (headers.get('transfer-encoding') === 'chunked') return takeChunks(behind)
  const length = headers.get('content-length')
  if (length === undefined) return isClosed ? { bytes: behind, rest: none } : undefined
  if (behind.length < Number(length)) return undefined
  return { bytes: behind.subarray(0, Number(length)), rest: behind.subarray(Number(length)) }
}

function takeChunks(behind: Buffer): Body | undefined {
  const pieces: Buffer[] = []
  for (let at = 0; ;) {
    const end = behind.indexOf('\r\n', at)
    if (end < 0) return undefined
    const size = Number.parseInt(behind.toString('latin1', at, end), 16)
    if (Number.isNaN(size)) return fail('a chunk has no size', behind)
    at = end + 2 + size + 2
    if (behind.length < at) return undefined
    if (size === 0) return { bytes: Buffer.concat(pieces), rest: behind.subarray(at) }
    pieces.push(behind.subarray(end + 2, at - 2))
  }
}

function fail(why: string, bytes: Buffer): never {
  throw new Error(`what came is no answer of HTTP, ${why}: ${JSON.stringify(bytes.toString('latin1', 0, 500))}`)
}
