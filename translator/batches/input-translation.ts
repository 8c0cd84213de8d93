import { readChatRequest } from '../chat/chat-request.ts'
import type { Fate } from '../chat/parameters.ts'
import { readEmbeddingRequest } from '../embeddings/embedding-request.ts'
import { invalidType, invalidValue, LineError } from '../errors.ts'
import { findMapping, type MappedModel } from '../families/index.ts'
import type { ChatMapping, EmbeddingMapping, RequestContext } from '../families/mapping.ts'
import { toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/jsonl.ts'
import type { BatchError, InputLine } from '../formats/openai/line.ts'
import { LossReport, type Loss, type UnsupportedPolicy } from '../loss-report.ts'
import { toSettings, type TranslatorSettings } from '../settings.ts'
import { LineChecker } from './check-lines.ts'
import { toErrorLine, toLineError } from './error-line.ts'
import { withExtraBody } from './extra-body.ts'
import { JsonLines } from './json-lines.ts'
import { LossSummary } from './loss-summary.ts'
import { isPrintable, LineReader, type TextForm } from './parse-line.ts'
import { readBodyAsText, readInputLine } from './read-input-line.ts'
import { MOST_PARTS, toRecordId } from './record-id.ts'

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
  readonly #reader = new LineReader()
  readonly #records = new JsonLines(this.#reader.longTexts)
  readonly #errors = new JsonLines(this.#reader.longTexts)
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
    for (const line of lines) {
      if (line.isBlank) continue
      this.lineCount += 1
      this.#translateLine(line)
    }
    return { records: this.#records.take(), errors: this.#errors.take() }
  }

  #translateLine(line: Line): void {
    const { value, form } = readInputLine(line, this.#model.mapping.onlyMovesTexts ?? false, this.#reader)
    const checked = this.#checker.check(value, line.number)
    if (!checked.ok) {
      const room = MOST_BATCH_ERRORS - this.batchErrors.length
      this.batchErrors.push(...checked.errors.slice(0, room).map((error) => toText(error, form)))
      return
    }
    // The file is unusable: what is wrong with the rest of it is told, and nothing written any more.
    if (this.batchErrors.length > 0) return
    const outcome =
      this.#attempt(checked.line, form) ??
      this.#attempt({ ...checked.line, body: readBodyAsText(line, this.#reader) }, 'text')!
    this.losses.add(outcome.losses)
    if (outcome.error) {
      this.errorCount += 1
      this.#errors.add(toErrorLine(checked.line.customId, outcome.error), 'text')
      return
    }
    this.recordCount += outcome.recordCount
  }

  /** Writes the records of a line; `undefined` when there is something to say about it that must be said in text. */
  #attempt(line: InputLine, form: TextForm): Attempt | undefined {
    const report = new LossReport(this.#options.unsupported ?? 'error')
    const { losses } = report
    const before = this.#records.length
    try {
      const records = this.#toRecords(line, report)
      if (form !== 'text' && !losses.every(({ param, why }) => isPrintable(param) && isPrintable(why))) return undefined
      for (const [recordId, modelInput] of records) this.#records.add({ recordId, modelInput }, form)
      return { recordCount: records.length, losses }
    } catch (error) {
      this.#records.cutBack(before)
      return form === 'text' ? { recordCount: 0, losses: [], error: toLineError(error) } : undefined
    }
  }

  #toRecords({ customId, url, body }: InputLine, report: LossReport): [recordId: string, modelInput: JsonObject][] {
    const { mapping } = this.#model
    const line = { customId, url, body: withExtraBody(body) }
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

/** What a line became: records, which are written, or its error. */
interface Attempt {
  recordCount: number
  losses: readonly Loss[]
  error?: LineError
}

const toText = (error: BatchError, form: TextForm): BatchError =>
  form === 'text' ? error : { ...error, message: Buffer.from(error.message, 'latin1').toString('utf8') }

/** A client with a file that is wrong from end to end is told of so many errors. */
const MOST_BATCH_ERRORS = 1000

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
