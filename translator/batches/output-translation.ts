import { toCompletion } from '../chat/write-completion.ts'
import { BatchCost } from '../cost/cost.ts'
import { priceOf } from '../cost/price.ts'
import { toEmbeddings } from '../embeddings/write-embeddings.ts'
import { unreadableOutput } from '../errors.ts'
import { isConverseOutput } from '../families/converse/response.ts'
import { findMapping, takesConverse, type MappedModel } from '../families/index.ts'
import type { Mapping } from '../families/mapping.ts'
import { isJsonObject, type JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/jsonl.ts'
import { toResultLine } from '../formats/openai/line.ts'
import { LossReport, type Loss } from '../loss-report.ts'
import { derivedId } from './derived-id.ts'
import { lineIds, toErrorLine, toLineError } from './error-line.ts'
import { JsonLines } from './json-lines.ts'
import { LossSummary } from './loss-summary.ts'
import { parseRecord, toRecordError, type OutputRecord } from './output-record.ts'
import { PartialLines, type Answer, type Outcome } from './partial-lines.ts'
import { AS_TEXT, isPrintable, LineReader, toFastestText, type TextForm } from './parse-line.ts'
import type { LineKey } from './record-id.ts'
import { tokensOf } from './tokens-of.ts'

export interface OutputOptions {
  /** The model that ran the job: id, profile id or ARN. */
  modelId: string
  /** The model as the client named it. Default: modelId. */
  modelName?: string
  /** When the answers were made, in epoch seconds. Default: now. */
  created?: number
}

/** What some records became: JSONL of an output file and of an error file; UTF-8. */
export interface TranslatedRecords {
  lines: Buffer
  errors: Buffer
}

/** Is told each custom_id that has its line. */
export type Seen = (customId: string) => void

/** Bedrock's output records to OpenAI lines, some at a time. */
export class OutputTranslation {
  readonly losses = new LossSummary()
  /** What the batch has cost so far. */
  readonly cost: BatchCost
  lineCount = 0
  errorCount = 0
  /** Records that are not records: no line can be made of them. The first `MOST_UNUSABLE` of them. */
  readonly unusable: { line: number; why: string }[] = []
  /** How many there are. */
  unusableCount = 0
  readonly #model: MappedModel
  /** For answers in Converse's form: nothing tells a job's form but its answers. */
  readonly #converse: Mapping | undefined
  readonly #options: Required<OutputOptions>
  readonly #movesTexts: boolean
  readonly #reader = new LineReader({ unread: 'modelInput' })
  readonly #lines = new JsonLines(this.#reader.longTexts)
  readonly #errors = new JsonLines(this.#reader.longTexts)
  readonly #partial = new PartialLines()

  private constructor(model: MappedModel, converse: Mapping | undefined, options: Required<OutputOptions>) {
    this.#model = model
    this.#converse = converse
    this.#options = options
    const movesTexts = [model.mapping, converse].every((mapping) => mapping?.onlyMovesTexts ?? true)
    this.#movesTexts = movesTexts && isPrintable(options.modelName)
    this.cost = new BatchCost(priceOf(options.modelId))
  }

  /** Throws an UnmappedModelError for a model whose family is not known. */
  static async open({
    modelId,
    modelName = modelId,
    created = Math.floor(Date.now() / 1000),
  }: OutputOptions): Promise<OutputTranslation> {
    const model = await findMapping(modelId, { converse: false })
    const converse = takesConverse(model.family) ? await findMapping(modelId, { converse: true }) : undefined
    return new OutputTranslation(model, converse?.mapping, { modelId, modelName, created })
  }

  translate(lines: Line[], seen: Seen = () => {}): TranslatedRecords {
    for (const line of lines) {
      if (line.isBlank) continue
      const record = this.#parse(line)
      if (record) this.#add(record, seen)
      else this.#addUnusable(line.number)
    }
    return this.#take()
  }

  #addUnusable(line: number): void {
    this.unusableCount += 1
    if (this.unusable.length < MOST_UNUSABLE)
      this.unusable.push({ line, why: 'it is no JSON object with a recordId, in UTF-8' })
  }

  /** Lines whose records are not all there, at the end of the output. */
  finish(seen: Seen = () => {}): TranslatedRecords {
    for (const { customId, error } of this.#partial.takeAll()) this.#write({ customId }, { error }, 'text', seen)
    return this.#take()
  }

  #take(): TranslatedRecords {
    return { lines: this.#lines.take(), errors: this.#errors.take() }
  }

  /** The record as bytes where nothing that is looked at goes beyond ASCII, else as text. */
  #parse(line: Line): OutputRecord | undefined {
    const text = this.#movesTexts ? toFastestText(line) : AS_TEXT
    const record = text.form === 'text' ? undefined : parseRecord(line, text, this.#reader)
    return record && !record.key.part && isPrintable(record.key.customId)
      ? record
      : parseRecord(line, AS_TEXT, this.#reader)
  }

  #add({ record, form, key }: OutputRecord, seen: Seen): void {
    const outcome = this.#toOutcome(record, form)
    if ('answer' in outcome) this.cost.add(tokensOf(outcome.answer))
    const whole = key.part ? this.#partial.add(key.customId, key.part, outcome) : outcome
    if (whole) this.#write(key, whole, form, seen)
  }

  #toOutcome({ modelOutput, error }: JsonObject, form: TextForm): Outcome {
    const report = new LossReport('drop')
    try {
      if (isJsonObject(error)) return { error: toRecordError(error) }
      if (!isJsonObject(modelOutput)) throw unreadableOutput('there is none.')
      const { modelId } = this.#model
      const mapping = (isConverseOutput(modelOutput) && this.#converse) || this.#model.mapping
      const answer: Answer =
        mapping.kind === 'chat'
          ? { chat: mapping.toAnswer(modelOutput, { modelId, report }) }
          : { embeddings: mapping.toAnswer(modelOutput, { modelId, report }) }
      this.losses.add(form === 'text' ? report.losses : report.losses.map(asText))
      return { answer }
    } catch (caught) {
      return { error: toLineError(caught) }
    }
  }

  #write(key: LineKey, outcome: Outcome, form: TextForm, seen: Seen): void {
    const { customId } = key
    seen(customId)
    this.lineCount += 1
    if ('error' in outcome) {
      this.errorCount += 1
      this.#errors.add(toErrorLine(customId, outcome.error), form)
      return
    }
    const before = this.#lines.length
    try {
      const body = this.#toBody(key, outcome.answer)
      this.#lines.add(toResultLine(lineIds(customId), { statusCode: 200, body }), form)
    } catch (error) {
      this.#lines.cutBack(before)
      // What a model wrote may be nested deeper than can be written.
      this.errorCount += 1
      this.#errors.add(toErrorLine(customId, toLineError(error)), form)
    }
  }

  #toBody({ customId, isBase64 = false }: LineKey, answer: Answer): JsonObject {
    const { modelName, created } = this.#options
    if ('embeddings' in answer) return toEmbeddings(answer.embeddings, modelName, isBase64)
    return toCompletion(answer.chat, {
      id: () => derivedId('chatcmpl-', customId, 'completion'),
      created,
      model: modelName,
      callId: (choice, call) => derivedId('call_', customId, `call ${choice} ${call}`),
    })
  }
}

/** A file that is none of a job's is told of by its first lines. */
const MOST_UNUSABLE = 1000

/** Of what a loss says, only the model's own words go beyond ASCII. */
const asText = ({ param, action, why }: Loss): Loss => ({
  param: Buffer.from(param, 'latin1').toString('utf8'),
  action,
  why: Buffer.from(why, 'latin1').toString('utf8'),
})
