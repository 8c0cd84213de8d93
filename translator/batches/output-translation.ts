import type { ChatAnswer } from '../chat/chat-answer.ts'
import { toCompletion } from '../chat/write-completion.ts'
import { BatchCost, type TokenCount } from '../cost/cost.ts'
import { priceOf } from '../cost/price.ts'
import type { EmbeddingAnswer } from '../embeddings/embedding-request.ts'
import { toEmbeddings } from '../embeddings/write-embeddings.ts'
import { LineError, unreadableOutput } from '../errors.ts'
import { isConverseOutput } from '../families/converse/response.ts'
import { findMapping, takesConverse, type MappedModel } from '../families/index.ts'
import type { Mapping } from '../families/mapping.ts'
import { isJsonObject, toNumber, type JsonObject } from '../formats/json-text.ts'
import { isBlank, type Line } from '../formats/jsonl.ts'
import { toResultLine } from '../formats/openai/line.ts'
import { LossReport, type Loss } from '../loss-report.ts'
import { derivedId } from './derived-id.ts'
import { lineIds, toErrorLine, toLineError } from './error-line.ts'
import { LossSummary } from './loss-summary.ts'
import { isPrintable, JsonLines, parseLine, toFastestForm, type TextForm } from './parse-line.ts'
import { parseRecordId, type LineKey } from './record-id.ts'
import { writePlainJson } from './write-json.ts'

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

type Answer = { chat: ChatAnswer } | { embeddings: EmbeddingAnswer }
type Outcome = { answer: Answer } | { error: LineError }

interface OutputRecord {
  record: JsonObject
  form: TextForm
  key: LineKey
}

/** Bedrock's output records to OpenAI lines, some at a time. */
export class OutputTranslation {
  readonly losses = new LossSummary()
  /** What the batch has cost so far. */
  readonly cost: BatchCost
  lineCount = 0
  errorCount = 0
  /** Records that are not records: no line can be made of them. */
  readonly unusable: { line: number; why: string }[] = []
  readonly #model: MappedModel
  /** For answers in Converse's form: nothing tells a job's form but its answers. */
  readonly #converse: Mapping | undefined
  readonly #options: Required<OutputOptions>
  readonly #movesTexts: boolean
  readonly #parts = new Map<string, { count: number; outcomes: Map<number, Outcome> }>()

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

  /** `seen` is told each custom_id that has its line. */
  translate(lines: Line[], seen: (customId: string) => void = () => {}): TranslatedRecords {
    const written = new WrittenLines(seen)
    for (const { bytes, number } of lines) {
      if (isBlank(bytes)) continue
      const record = this.#parse(bytes)
      if (record) this.#add(record, written)
      else this.unusable.push({ line: number, why: 'it is no JSON object with a recordId, in UTF-8' })
    }
    return written.toBuffers()
  }

  /** Lines whose records are not all there, at the end of the output. */
  finish(seen: (customId: string) => void = () => {}): TranslatedRecords {
    const written = new WrittenLines(seen)
    for (const [customId, { count, outcomes }] of this.#parts) {
      const error = new LineError(`Of the ${count} records of this line ${outcomes.size} have an output.`, {
        status: 504,
        code: 'missing_record',
      })
      this.#write({ customId }, { error }, 'text', written)
    }
    this.#parts.clear()
    return written.toBuffers()
  }

  /** The record as bytes where nothing that is looked at goes beyond ASCII, else as text. */
  #parse(line: Buffer): OutputRecord | undefined {
    const { bytes, form } = this.#movesTexts ? toFastestForm(line) : { bytes: line, form: 'text' as const }
    const record = form === 'text' ? undefined : parseRecord(bytes, form)
    return record && !record.key.part && isPrintable(record.key.customId) ? record : parseRecord(bytes, 'text')
  }

  #add({ record, form, key }: OutputRecord, written: WrittenLines): void {
    const outcome = this.#toOutcome(record, form)
    if (!key.part) return this.#write(key, outcome, form, written)
    const { index, count } = key.part
    const parts = this.#parts.get(key.customId) ?? { count, outcomes: new Map<number, Outcome>() }
    parts.outcomes.set(index, outcome)
    this.#parts.set(key.customId, parts)
    if (parts.outcomes.size < parts.count) return
    this.#parts.delete(key.customId)
    const inOrder = Array.from(parts.outcomes).toSorted(([one], [other]) => one - other)
    this.#write(key, joinOutcomes(inOrder.map(([, part]) => part)), form, written)
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

  #write(key: LineKey, outcome: Outcome, form: TextForm, { lines, errors, seen }: WrittenLines): void {
    const { customId } = key
    seen(customId)
    this.lineCount += 1
    if ('error' in outcome) {
      this.errorCount += 1
      errors.add(toErrorLine(customId, outcome.error), form)
      return
    }
    this.cost.add(tokensOf(outcome.answer))
    try {
      const body = this.#toBody(key, outcome.answer)
      const write = form === 'plain' ? writePlainJson : JSON.stringify
      lines.add(toResultLine(lineIds(customId), { statusCode: 200, body }, write), form)
    } catch (error) {
      // What a model wrote may be nested deeper than can be written.
      this.errorCount += 1
      errors.add(toErrorLine(customId, toLineError(error)), form)
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

/** Lines on their way out, and who wants to know of them. */
class WrittenLines {
  readonly lines = new JsonLines()
  readonly errors = new JsonLines()
  readonly seen: (customId: string) => void

  constructor(seen: (customId: string) => void) {
    this.seen = seen
  }

  toBuffers(): TranslatedRecords {
    return { lines: this.lines.toBuffer(), errors: this.errors.toBuffer() }
  }
}

/** Of what a loss says, only the model's own words go beyond ASCII. */
const asText = ({ param, action, why }: Loss): Loss => ({
  param: Buffer.from(param, 'latin1').toString('utf8'),
  action,
  why: Buffer.from(why, 'latin1').toString('utf8'),
})

function parseRecord(bytes: Buffer, form: TextForm): OutputRecord | undefined {
  const record = parseLine(bytes, form, () => bytes.includes(TOOL))
  if (typeof record?.recordId !== 'string') return undefined
  return { record, form, key: parseRecordId(record.recordId) }
}

/** Every family's word for a call has it, and only arguments of calls have numbers of the client's own. */
const TOOL = Buffer.from('tool')

function tokensOf(answer: Answer): TokenCount | undefined {
  if ('embeddings' in answer) {
    const { tokens } = answer.embeddings
    return tokens === undefined ? undefined : { input: tokens, output: 0 }
  }
  const { usage } = answer.chat
  return usage && { input: usage.prompt, output: usage.completion }
}

/** AWS: errorCode is an HTTP status, errorMessage the model's own words. */
function toRecordError({ errorCode, errorMessage }: JsonObject): LineError {
  const status = toNumber(errorCode)
  const message = typeof errorMessage === 'string' ? errorMessage : 'The record failed without a message.'
  return new LineError(message, { status: status !== undefined && status >= 400 && status < 600 ? status : 500 })
}

/** One answer of the answers to all records of a line; the first that failed fails the line. */
function joinOutcomes(parts: Outcome[]): Outcome {
  const failed = parts.find((part) => 'error' in part)
  if (failed) return failed
  const answers = parts.map((part) => (part as { answer: Answer }).answer)
  const chats = answers.filter((answer) => 'chat' in answer).map(({ chat }) => chat)
  if (chats.length > 0) return { answer: { chat: joinChats(chats) } }
  const embeddings = answers.filter((answer) => 'embeddings' in answer).map(({ embeddings: part }) => part)
  return {
    answer: {
      embeddings: {
        vectors: embeddings.flatMap(({ vectors }) => vectors),
        tokens: embeddings.reduce<number | undefined>(
          (sum, { tokens }) => (tokens === undefined ? sum : (sum ?? 0) + tokens),
          undefined,
        ),
      },
    },
  }
}

/** The prompt counts once, as OpenAI counts it, though Bedrock has read it for every answer. */
function joinChats(chats: ChatAnswer[]): ChatAnswer {
  const [first] = chats
  const usages = chats.flatMap(({ usage }) => usage ?? [])
  return {
    id: first!.id,
    choices: chats.flatMap(({ choices }) => choices),
    usage:
      usages.length < chats.length
        ? undefined
        : {
            ...usages[0]!,
            completion: usages.reduce((sum, { completion }) => sum + completion, 0),
            reasoning: usages.some(({ reasoning }) => reasoning !== undefined)
              ? usages.reduce((sum, { reasoning = 0 }) => sum + reasoning, 0)
              : undefined,
          },
  }
}
