import type { LineError } from '../errors.ts'
import { findMapping, type MappedModel } from '../families/index.ts'
import type { JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/line.ts'
import type { BatchError, Endpoint, InputLine } from '../formats/openai/line.ts'
import { LossReport, type Loss, type UnsupportedPolicy } from '../loss-report.ts'
import { toSettings, type TranslatorSettings } from '../settings.ts'
import { LineChecker } from './check-lines.ts'
import { toErrorLine, toLineError } from './error-line.ts'
import { JsonLines } from './json-lines.ts'
import { LinePatterns, type Written } from './line-patterns.ts'
import { lineOfLatin1 } from './line-of-latin1.ts'
import { LossSummary } from './loss-summary.ts'
import { isPrintable, LineReader, type TextForm } from './parse-line.ts'
import { readBodyAsText, readInputLine } from './read-input-line.ts'
import { RecordMaker } from './record-maker.ts'

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
  readonly #maker: RecordMaker
  readonly #policy: UnsupportedPolicy
  readonly #movesTexts: boolean
  /** None where what a line says may change what becomes of the rest of it. */
  readonly #patterns: LinePatterns | undefined

  private constructor(model: MappedModel, { unsupported = 'error', fanOut = false, settings }: InputOptions) {
    this.#maker = new RecordMaker(model, toSettings(settings), fanOut)
    this.#policy = unsupported
    this.#movesTexts = model.mapping.onlyMovesTexts ?? false
    this.#patterns = model.mapping.sendsTextsWhole ? new LinePatterns() : undefined
  }

  /** Throws an UnmappedModelError for a model whose family is not known, an UnknownSettingError for a setting that is none. */
  static async open(options: InputOptions): Promise<InputTranslation> {
    return new InputTranslation(await findMapping(options.modelId, { converse: options.converse ?? false }), options)
  }

  translate(lines: Line[]): TranslatedLines {
    for (const line of lines) {
      if (line.isBlank) continue
      this.lineCount += 1
      if (!this.#translateAlike(line)) this.#translateLine(line)
    }
    return { records: this.#records.take(), errors: this.#errors.take() }
  }

  #translateLine(line: Line): void {
    const { value, form } = readInputLine(line, this.#movesTexts, this.#reader)
    const checked = this.#checker.check(value, line.number)
    if (!checked.ok) {
      const room = MOST_BATCH_ERRORS - this.batchErrors.length
      this.batchErrors.push(...checked.errors.slice(0, room).map((error) => toText(error, form)))
      return
    }
    // The file is unusable: what is wrong with the rest of it is told, and nothing written any more.
    if (this.batchErrors.length > 0) return
    const before = this.#records.length
    const outcome = this.#attemptBoth(line, checked.line, form)
    this.losses.add(outcome.losses)
    if (outcome.error) {
      this.errorCount += 1
      this.#errors.add(toErrorLine(checked.line.customId, outcome.error), 'text')
      return
    }
    this.recordCount += outcome.recordCount
    if (outcome.recordCount === 1)
      this.#patterns?.learn(
        line,
        () => this.#records.textFrom(before),
        (other) => this.#translateOther(other),
      )
  }

  /** A line that is like one before it, but for its custom_id and what its messages say. */
  #translateAlike(line: Line): boolean {
    const alike = this.batchErrors.length > 0 ? undefined : this.#patterns?.find(line)
    if (!alike) return false
    const errors = this.#checker.checkAlike(alike.customId, line.number)
    this.batchErrors.push(...errors)
    if (errors.length > 0) return true
    this.losses.add(alike.losses)
    this.#records.addBytes(alike.record)
    this.recordCount += 1
    return true
  }

  /** What a line becomes that is not of the file. */
  #translateOther(text: string): Written | undefined {
    const line = lineOfLatin1(text)
    const { value, form } = readInputLine(line, this.#movesTexts, this.#reader)
    if (!value) return undefined
    const { custom_id: customId, url, body } = value
    const before = this.#records.length
    const input = { customId: customId as string, url: url as Endpoint, body: body as JsonObject }
    const { recordCount, losses } = this.#attemptBoth(line, input, form)
    const record = this.#records.textFrom(before)
    this.#records.cutBack(before)
    return recordCount === 1 ? { record, losses } : undefined
  }

  #attemptBoth(line: Line, input: InputLine, form: TextForm): Attempt {
    return this.#attempt(input, form) ?? this.#attempt({ ...input, body: readBodyAsText(line, this.#reader) }, 'text')!
  }

  /** Writes the records of a line; `undefined` when there is something to say about it that must be said in text. */
  #attempt(line: InputLine, form: TextForm): Attempt | undefined {
    const report = new LossReport(this.#policy)
    const { losses } = report
    const before = this.#records.length
    try {
      const records = this.#maker.make(line, report)
      if (form !== 'text' && !losses.every(({ param, why }) => isPrintable(param) && isPrintable(why))) return undefined
      for (const [recordId, modelInput] of records) this.#records.add({ recordId, modelInput }, form)
      return { recordCount: records.length, losses }
    } catch (error) {
      this.#records.cutBack(before)
      return form === 'text' ? { recordCount: 0, losses: [], error: toLineError(error) } : undefined
    }
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
