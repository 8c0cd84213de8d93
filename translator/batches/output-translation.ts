import { toCompletion } from '../chat/write-completion.ts'
import { BatchCost } from '../cost/cost.ts'
import { priceOf } from '../cost/price.ts'
import { toEmbeddings } from '../embeddings/write-embeddings.ts'
import type { JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/line.ts'
import { toResultLine } from '../formats/openai/line.ts'
import type { Loss } from '../loss-report.ts'
import { completionId, derivedId } from './derived-id.ts'
import { lineIds, toErrorLine, toLineError } from './error-line.ts'
import { JsonLines } from './json-lines.ts'
import { lineOfLatin1 } from './line-of-latin1.ts'
import { LossSummary } from './loss-summary.ts'
import { parseRecord, type OutputRecord } from './output-record.ts'
import { PartialLines, type Answer, type Outcome } from './partial-lines.ts'
import { OutputPatterns, type WrittenOutput } from './output-patterns.ts'
import { AS_TEXT, isPrintable, LineReader, toFastestText, type TextForm } from './parse-line.ts'
import { AnswerReader } from './read-answer.ts'
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
  readonly #answers: AnswerReader
  readonly #options: Required<OutputOptions>
  readonly #movesTexts: boolean
  /** None where a line may have to be looked at as text. */
  readonly #patterns: OutputPatterns | undefined
  readonly #reader = new LineReader({ unread: 'modelInput' })
  readonly #lines = new JsonLines(this.#reader.longTexts)
  readonly #errors = new JsonLines(this.#reader.longTexts)
  readonly #partial = new PartialLines()

  private constructor(answers: AnswerReader, options: Required<OutputOptions>) {
    this.#answers = answers
    this.#options = options
    this.#movesTexts = answers.movesTexts && isPrintable(options.modelName)
    this.#patterns = this.#movesTexts ? new OutputPatterns() : undefined
    this.cost = new BatchCost(priceOf(options.modelId))
  }

  /** Throws an UnmappedModelError for a model whose family is not known. */
  static async open({
    modelId,
    modelName = modelId,
    created = Math.floor(Date.now() / 1000),
  }: OutputOptions): Promise<OutputTranslation> {
    return new OutputTranslation(await AnswerReader.open(modelId), { modelId, modelName, created })
  }

  translate(lines: Line[], seen: Seen = () => {}): TranslatedRecords {
    for (const line of lines) {
      if (line.isBlank || this.#addAlike(line, seen)) continue
      const record = this.#parse(line)
      if (record) this.#add(line, record, seen)
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

  /** A record that is like one before it, but for its ids and what the model wrote and counted. */
  #addAlike(line: Line, seen: Seen): boolean {
    const alike = this.#patterns?.find(line)
    if (!alike) return false
    this.losses.add(alike.losses)
    this.cost.add(alike.tokens)
    seen(alike.customId)
    this.lineCount += 1
    this.#lines.addBytes(alike.line)
    return true
  }

  #add(line: Line, { record, form, key }: OutputRecord, seen: Seen): void {
    const { outcome, losses, isWhole } = this.#answers.read(record, form)
    this.losses.add(losses)
    if ('answer' in outcome) this.cost.add(tokensOf(outcome.answer))
    const whole = key.part ? this.#partial.add(key.customId, key.part, outcome) : outcome
    if (!whole) return
    const before = this.#lines.length
    this.#write(key, whole, form, seen)
    if (isWhole && form === 'bytes' && this.#patterns?.isOpen) this.#learn(line, before, losses, whole)
  }

  #learn(line: Line, before: number, losses: readonly Loss[], outcome: Outcome): void {
    if ('error' in outcome || this.#lines.length === before) return
    const first = { line: this.#lines.textFrom(before), losses, tokens: tokensOf(outcome.answer) }
    this.#patterns!.learn(line, first, (other) => this.#translateOther(other))
  }

  /** What a record becomes that is not of the file. */
  #translateOther(text: string): WrittenOutput | undefined {
    const line = lineOfLatin1(text)
    const read = parseRecord(line, toFastestText(line), this.#reader)
    if (!read) return undefined
    const { outcome, losses } = this.#answers.read(read.record, read.form)
    if ('error' in outcome) return undefined
    const before = this.#lines.length
    try {
      this.#lines.add(this.#toLine(read.key, outcome.answer), read.form)
      return { line: this.#lines.textFrom(before), losses, tokens: tokensOf(outcome.answer) }
    } catch (error) {
      // As deep as the first record, of which there was just room enough to write it.
      toLineError(error)
      return undefined
    } finally {
      this.#lines.cutBack(before)
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
      this.#lines.add(this.#toLine(key, outcome.answer), form)
    } catch (error) {
      this.#lines.cutBack(before)
      // What a model wrote may be nested deeper than can be written.
      this.errorCount += 1
      this.#errors.add(toErrorLine(customId, toLineError(error)), form)
    }
  }

  #toLine(key: LineKey, answer: Answer): JsonObject {
    return toResultLine(lineIds(key.customId), { statusCode: 200, body: this.#toBody(key, answer) })
  }

  #toBody({ customId, isBase64 = false }: LineKey, answer: Answer): JsonObject {
    const { modelName, created } = this.#options
    if ('embeddings' in answer) return toEmbeddings(answer.embeddings, modelName, isBase64)
    return toCompletion(answer.chat, {
      id: () => completionId(customId),
      created,
      model: modelName,
      callId: (choice, call) => derivedId('call_', customId, `call ${choice} ${call}`),
    })
  }
}

/** A file that is none of a job's is told of by its first lines. */
const MOST_UNUSABLE = 1000
