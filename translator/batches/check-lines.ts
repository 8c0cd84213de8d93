import { nameOfType } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import { ENDPOINTS, type BatchError, type Endpoint, type InputLine } from '../formats/openai/line.ts'
import { FirstLines } from './first-lines.ts'

type Checked = { ok: true; line: InputLine } | { ok: false; errors: BatchError[] }

/**
 * Checks the lines of one batch as OpenAI does before it runs: what is found here makes the whole file unusable. Knows what
 * the lines before said: one endpoint and one model for all, no custom_id twice. Lines that are blank are passed over by the
 * caller. Codes and texts: openai-batch-api §3.6.
 */
export class LineChecker {
  #endpoint: Endpoint | undefined
  #model: string | undefined
  readonly #lineOf = new FirstLines()

  /** `value` is what the line holds, in one form or the other; `undefined` when it is no JSON object. */
  check(value: JsonObject | undefined, number: number): Checked {
    if (!value) return { ok: false, errors: [notJson(number)] }
    const errors: BatchError[] = []
    checkMembers(value, number, errors)
    const { custom_id: customId, url, body } = value
    if (typeof customId === 'string') this.#checkCustomId(customId, number, errors)
    if (typeof url === 'string') this.#checkUrl(url, number, errors)
    if (isJsonObject(body)) this.#checkBody(body, url, number, errors)
    if (errors.length > 0) return { ok: false, errors }
    return { ok: true, line: { customId: customId as string, url: url as Endpoint, body: body as JsonObject } }
  }

  /** Checks a line of which all else has been checked in a line before it. */
  checkAlike(customId: string, number: number): BatchError[] {
    const errors: BatchError[] = []
    this.#checkCustomId(customId, number, errors)
    return errors
  }

  #checkCustomId(customId: string, line: number, errors: BatchError[]): void {
    const before = this.#lineOf.findOrAdd(customId, line)
    if (before === undefined) return
    const message = `The custom_id for this request is a duplicate of another request (line ${before}). The custom_id parameter must be unique for each request in a batch.`
    errors.push({ code: 'duplicate_custom_id', message, param: 'custom_id', line })
  }

  #checkUrl(url: string, line: number, errors: BatchError[]): void {
    const endpoint = ENDPOINTS.find((known) => known === url)
    if (endpoint !== undefined && endpoint === (this.#endpoint ??= endpoint)) return
    const message = endpoint
      ? 'The URL provided for this request does not match the batch endpoint.'
      : `Invalid value: '${url}'. Supported values are: ${ENDPOINTS.map((known) => `'${known}'`).join(' and ')}.`
    errors.push({ code: 'invalid_url', message, param: 'url', line })
  }

  #checkBody(body: JsonObject, url: Json | undefined, line: number, errors: BatchError[]): void {
    const { model = null, messages = null, stream = null } = body
    if (typeof model !== 'string' || model === '')
      errors.push({ code: 'invalid_request', message: 'Model parameter is required.', param: 'body.model', line })
    else if (model !== (this.#model ??= model)) {
      const message = `The provided model '${model}' does not match the rest of the batch. Batches must contain requests for a single model.`
      errors.push({ code: 'mismatched_model', message, param: 'body.model', line })
    }
    if (url === '/v1/chat/completions' && messages === null)
      errors.push({ code: 'invalid_request', message: 'Messages parameter is required.', param: 'body.messages', line })
    if (stream === true) {
      const message = 'Chat Completions: Streaming is not supported in the Batch API.'
      errors.push({ code: 'streaming_unsupported', message, param: 'body.stream', line })
    }
  }
}

const notJson = (line: number): BatchError => ({
  code: 'invalid_json_line',
  message: 'This line is not parseable as valid JSON.',
  param: null,
  line,
})

const MEMBERS = [
  ['custom_id', 'a string'],
  ['method', 'a string'],
  ['url', 'a string'],
  ['body', 'an object'],
] as const

function checkMembers(value: JsonObject, line: number, errors: BatchError[]): void {
  for (const [name, type] of MEMBERS) {
    const member = value[name] ?? null
    if (member === null) {
      const message = `Missing required parameter: '${name}'.`
      errors.push({ code: 'missing_required_parameter', message, param: name, line })
    } else if (name === 'body' ? !isJsonObject(member) : typeof member !== 'string') {
      const message = `Invalid type for '${name}': expected ${type}, but got ${nameOfType(member)} instead.`
      errors.push({ code: 'invalid_type', message, param: name, line })
    } else if (name === 'method' && member !== 'POST') {
      const message = `Invalid method '${member as string}'. Only POST is supported.`
      errors.push({ code: 'invalid_method', message, param: 'method', line })
    }
  }
}
