import { readChatRequest } from '../chat/chat-request.ts'
import type { Fate } from '../chat/parameters.ts'
import { readEmbeddingRequest } from '../embeddings/embedding-request.ts'
import { invalidType, invalidValue, LineError } from '../errors.ts'
import { findMapping, type MappedModel } from '../families/index.ts'
import type { ChatMapping, EmbeddingMapping, RequestContext } from '../families/mapping.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import { isBlank, type Line } from '../formats/jsonl.ts'
import type { BatchError, InputLine } from '../formats/openai/line.ts'
import { LossReport, type Loss, type UnsupportedPolicy } from '../loss-report.ts'
import { toSettings, type TranslatorSettings } from '../settings.ts'
import { LineChecker } from './check-lines.ts'
import { toErrorLine, toLineError } from './error-line.ts'
import { withExtraBody } from './extra-body.ts'
import { LossSummary } from './loss-summary.ts'
import { hasHalfCharacters, isPrintable, JsonLines, parseLine, toFastestForm, type TextForm } from './parse-line.ts'
import { MOST_PARTS, toRecordId } from './record-id.ts'
import { writePlainJson } from './write-json.ts'

export interface InputOptions {
  /** The Bedrock model: id, profile id or ARN. */
  modelId: string
  /** Write Converse bodies instead of the model's own. */
  converse?: boolean
  /** What to do with parameters that the model has no word for. Default: `error`. */
  unsupported?: UnsupportedPolicy
  /** Whether a line may become several records (n above 1, several embedding inputs). Default: false. */
  fanOut?: boolean
  /** What is not known of AWS: see settings.ts. */
  settings?: Partial<TranslatorSettings>
}

/** What some lines became: JSONL of records, and JSONL of OpenAI error lines for those that were refused; UTF-8. */
export interface TranslatedLines {
  records: Buffer
  errors: Buffer
}

/** OpenAI lines to Bedrock records, some lines at a time; one for each file, or for each split of one. */
export class InputTranslation {
  readonly losses = new LossSummary()
  /** What makes the whole file unusable, as OpenAI tells it; at most `MOST_BATCH_ERRORS`. */
  readonly batchErrors: BatchError[] = []
  lineCount = 0
  recordCount = 0
  errorCount = 0
  readonly #checker = new LineChecker()
  readonly #model: MappedModel
  readonly #options: InputOptions
  readonly #fates: Readonly<Record<string, Fate>>
  readonly #settings: TranslatorSettings

  private constructor(model: MappedModel, options: InputOptions) {
    this.#model = model
    this.#options = options
    this.#fates = { ...model.mapping.fates, ...model.mapping.extras }
    this.#settings = toSettings(options.settings)
  }

  /** Throws an UnmappedModelError for a model whose family is not known, an UnknownSettingError for a setting that is none. */
  static async open(options: InputOptions): Promise<InputTranslation> {
    return new InputTranslation(await findMapping(options.modelId, { converse: options.converse ?? false }), options)
  }

  translate(lines: Line[]): TranslatedLines {
    const [records, errors] = [new JsonLines(), new JsonLines()]
    for (const line of lines) {
      if (isBlank(line.bytes)) continue
      this.lineCount += 1
      this.#translateLine(line, records, errors)
    }
    return { records: records.toBuffer(), errors: errors.toBuffer() }
  }

  #translateLine({ bytes, number }: Line, records: JsonLines, errors: JsonLines): void {
    const { value, form } = this.#parse(bytes)
    const checked = this.#checker.check(value, number)
    if (!checked.ok) {
      const room = MOST_BATCH_ERRORS - this.batchErrors.length
      this.batchErrors.push(...checked.errors.slice(0, room).map((error) => toText(error, form)))
      return
    }
    // The file is unusable: what is wrong with the rest of it is told, and nothing written any more.
    if (this.batchErrors.length > 0) return
    const outcome = this.#attempt(checked.line, form) ?? this.#attempt(asText(bytes, checked.line), 'text')!
    this.losses.add(outcome.losses)
    if (outcome.error) {
      this.errorCount += 1
      errors.add(toErrorLine(checked.line.customId, outcome.error), 'text')
      return
    }
    this.recordCount += outcome.records.length
    for (const record of outcome.records) records.add(record, outcome.form)
  }

  /** The line as bytes where nothing that is looked at goes beyond ASCII, else as text. */
  #parse(line: Buffer): { value: JsonObject | undefined; form: TextForm } {
    const { bytes, form } = this.#model.mapping.onlyMovesTexts
      ? toFastestForm(line)
      : { bytes: line, form: 'text' as const }
    if (form !== 'text') {
      const value = parseLine(bytes, form, holdsForeignJson)
      const body = isJsonObject(value?.body) ? value.body : undefined
      if (isPrintable(value?.custom_id) && isPrintable(body?.model) && !holdsFiles(body?.messages))
        return { value, form }
    }
    const value = parseLine(bytes, 'text', holdsForeignJson)
    return { value: value && !hasHalfCharacters(bytes, value) ? value : undefined, form: 'text' }
  }

  /** `undefined` when there is something to say about the line that must be said in text. */
  #attempt(line: InputLine, form: TextForm): Attempt | undefined {
    const report = new LossReport(this.#options.unsupported ?? 'error')
    try {
      const records = this.#toRecords(line, report).map(([recordId, modelInput]) =>
        toRecordLine({ recordId, modelInput }, form),
      )
      const { losses } = report
      if (form !== 'text' && !losses.every(({ param, why }) => isPrintable(param) && isPrintable(why))) return undefined
      return { records, losses, form }
    } catch (error) {
      if (form !== 'text') return undefined
      return { records: [], losses: [], form, error: toLineError(error) }
    }
  }

  #toRecords(asked: InputLine, report: LossReport): [recordId: string, modelInput: JsonObject][] {
    const { mapping } = this.#model
    const line = { ...asked, body: withExtraBody(asked.body) }
    if (line.url === '/v1/embeddings') {
      if (mapping.kind === 'embeddings') return this.#toEmbeddingRecords(line, mapping, report)
      throw new LineError(`The model ${this.#model.modelId} makes no embeddings.`, { param: 'model' })
    }
    if (mapping.kind === 'chat') return this.#toChatRecords(line, mapping, report)
    throw new LineError(`The model ${this.#model.modelId} makes embeddings and does not chat.`, { param: 'model' })
  }

  #toChatRecords({ customId, body }: InputLine, mapping: ChatMapping, report: LossReport): [string, JsonObject][] {
    const request = readChatRequest(body, { fates: this.#fates, keepsMessages: mapping.keepsMessages ?? false }, report)
    const count = toNumber(request.rest.n) ?? 1
    this.#checkParts(count, 'n')
    return partsOf(customId, count, false).map((recordId, index) => [
      recordId,
      mapping.toModelInput(request, this.#contextOf(recordId, index, report)),
    ])
  }

  #toEmbeddingRecords(
    { customId, body }: InputLine,
    mapping: EmbeddingMapping,
    report: LossReport,
  ): [string, JsonObject][] {
    const isBase64 = readEncoding(body.encoding_format)
    const request = readEmbeddingRequest(body, this.#fates, report)
    const count = Math.ceil(request.inputs.length / mapping.inputsPerRecord)
    this.#checkParts(count, 'input')
    return partsOf(customId, count, isBase64).map((recordId, index) => {
      const start = index * mapping.inputsPerRecord
      const inputs = request.inputs.slice(start, start + mapping.inputsPerRecord)
      return [recordId, mapping.toModelInput({ ...request, inputs }, this.#contextOf(recordId, index, report))]
    })
  }

  /** What is lost is lost of the line, however many records it becomes: the first of them tells. */
  #contextOf(recordId: string, index: number, report: LossReport): RequestContext {
    const { modelId } = this.#model
    const told = index === 0 ? report : new LossReport(report.policy)
    return { modelId, recordId, report: told, settings: this.#settings }
  }

  #checkParts(count: number, param: string): void {
    if (count > MOST_PARTS)
      throw invalidValue(param, `it asks for ${count} records; at most ${MOST_PARTS} are made of one line.`)
    if (count > 1 && !this.#options.fanOut)
      throw new LineError(
        `Unsupported value: '${param}'. One record of Bedrock answers once; --fan-out makes ${count} records of this line.`,
        { param, code: 'unsupported_value' },
      )
  }
}

const toRecordLine = (record: JsonObject, form: TextForm): string =>
  `${form === 'plain' ? writePlainJson(record) : JSON.stringify(record)}\n`

/** What a line became: its records as they are written, or its error. */
interface Attempt {
  records: string[]
  losses: readonly Loss[]
  form: TextForm
  error?: LineError
}

const toText = (error: BatchError, form: TextForm): BatchError =>
  form === 'text' ? error : { ...error, message: Buffer.from(error.message, 'latin1').toString('utf8') }

const asText = (bytes: Buffer, line: InputLine): InputLine => ({
  ...line,
  body: parseLine(bytes, 'text', holdsForeignJson)!.body as JsonObject,
})

/**
 * Whether a line has JSON of the client's own (schemas, arguments of calls, parameters of the model's), or a number that
 * JavaScript cannot hold: numbers must come out as they went in.
 */
function holdsForeignJson({ body }: JsonObject): boolean {
  if (!isJsonObject(body)) return false
  return Object.keys(body).some((name) => {
    const value = body[name]!
    if (name === 'messages') return Array.isArray(value) && value.some(holdsCalls)
    return typeof value === 'number' ? !isSafe(value) : typeof value === 'object' && value !== null
  })
}

const holdsCalls = (message: Json): boolean =>
  isJsonObject(message) &&
  Object.keys(message).some((name) => name !== 'content' && typeof message[name] === 'object' && message[name] !== null)

/** Files of text are decoded. */
const holdsFiles = (messages: Json | undefined): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isJsonObject(message) &&
      Array.isArray(message.content) &&
      message.content.some((part) => isJsonObject(part) && part.type === 'file'),
  )

const isSafe = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER

/** A client with a file that is wrong from end to end is told of so many errors. */
export const MOST_BATCH_ERRORS = 1000

const partsOf = (customId: string, count: number, isBase64: boolean): string[] =>
  count === 1
    ? [toRecordId({ customId, isBase64 })]
    : Array.from({ length: count }, (_, index) => toRecordId({ customId, part: { index, count }, isBase64 }))

function readEncoding(format: Json | undefined): boolean {
  if (format === undefined || format === null || format === 'float') return false
  if (format === 'base64') return true
  if (typeof format !== 'string') throw invalidType('encoding_format', 'a string', format)
  throw invalidValue('encoding_format', `${JSON.stringify(format)} is not one of float, base64.`)
}
