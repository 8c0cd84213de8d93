import { IncomingMessage, ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http'

/** A request that counts the bytes of its body as they come, and keeps the first of them where it is asked to. */
export class ObservedRequest extends IncomingMessage {
  bodyBytes = 0
  #room = 0
  #kept: Uint8Array[] = []

  /** Keeps so many bytes of the body; said before any has come. */
  keepBody(bytes: number): void {
    this.#room = bytes
  }

  /** The first bytes of the body, as far as they were kept; whatever is no UTF-8 in them becomes U+FFFD. */
  get keptBody(): string {
    return this.#kept.length === 0 ? '' : Buffer.concat(this.#kept).toString()
  }

  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    if (chunk instanceof Uint8Array) this.#arrived(chunk)
    return super.push(chunk, encoding)
  }

  #arrived(chunk: Uint8Array): void {
    this.bodyBytes += chunk.byteLength
    if (this.#room <= 0) return
    this.#kept.push(chunk.subarray(0, this.#room))
    this.#room -= chunk.byteLength
  }
}

/** What tells the operation that a request asks for. */
export type NamedRequest = Pick<ObservedRequest, 'method' | 'url' | 'headers' | 'keptBody'>

/** How each API says the id of a request to its client. */
const ID_HEADERS = ['x-amzn-requestid', 'x-amz-request-id', 'x-request-id']

/** Enough for the code and the message of every error. */
const ERROR_BYTES = 2048

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined

/** An answer that knows what went out: Node keeps headers that are written at once with the status nowhere. */
export class ObservedResponse<Request extends IncomingMessage = ObservedRequest> extends ServerResponse<Request> {
  bodyBytes = 0
  /** As the client gets it. */
  requestId: string | undefined
  /** As SDKs find it. */
  errorType: string | undefined
  /** The first bytes of an answer that is an error. */
  errorText = ''

  override writeHead(status: number, ...rest: unknown[]): this {
    const headers = rest.at(-1) as Headers
    this.requestId = ID_HEADERS.map((name) => this.#outgoing(headers, name)).find((id) => id !== undefined)
    if (status >= 400) this.errorType = this.#outgoing(headers, 'x-amzn-errortype')
    return super.writeHead(status, ...(rest as []))
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#sent(chunk, rest[0])
    return super.write(chunk, ...(rest as []))
  }

  override end(...given: unknown[]): this {
    this.#sent(given[0], given[1])
    return super.end(...(given as []))
  }

  #outgoing(headers: Headers, name: string): string | undefined {
    const value = (Array.isArray(headers) ? valueIn(headers, name) : headers?.[name]) ?? this.getHeader(name)
    return value === undefined ? undefined : String(value)
  }

  #sent(chunk: unknown, encoding: unknown): void {
    if (this.req.method === 'HEAD' || !(typeof chunk === 'string' || chunk instanceof Uint8Array)) return
    this.bodyBytes += typeof chunk === 'string' ? Buffer.byteLength(chunk, encodingOf(encoding)) : chunk.byteLength
    if (this.statusCode < 400 || this.errorText !== '') return
    // A copy: the bytes may be written over.
    this.errorText =
      typeof chunk === 'string' ? chunk.slice(0, ERROR_BYTES) : Buffer.from(chunk.subarray(0, ERROR_BYTES)).toString()
  }
}

const encodingOf = (value: unknown): BufferEncoding => (typeof value === 'string' ? (value as BufferEncoding) : 'utf8')

/** Names and values in turn. */
function valueIn(headers: OutgoingHttpHeader[], name: string): OutgoingHttpHeader | undefined {
  for (let at = 0; at + 1 < headers.length; at += 2)
    if (String(headers[at]).toLowerCase() === name) return headers[at + 1]
  return undefined
}
