import { readChatRequest } from '../chat/chat-request.ts'
import type { Fate } from '../chat/parameters.ts'
import { readEmbeddingRequest } from '../embeddings/embedding-request.ts'
import { invalidType, invalidValue, LineError } from '../errors.ts'
import type { MappedModel } from '../families/index.ts'
import type { ChatMapping, EmbeddingMapping, RequestContext } from '../families/mapping.ts'
import { toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { InputLine } from '../formats/openai/line.ts'
import { LossReport } from '../loss-report.ts'
import type { TranslatorSettings } from '../settings.ts'
import { withExtraBody } from './extra-body.ts'
import { MOST_PARTS, toRecordId } from './record-id.ts'

/** Makes the records of lines for one model. */
export class RecordMaker {
  readonly #model: MappedModel
  readonly #fates: Readonly<Record<string, Fate>>
  readonly #settings: TranslatorSettings
  readonly #fanOut: boolean

  constructor(model: MappedModel, settings: TranslatorSettings, fanOut: boolean) {
    this.#model = model
    this.#fates = { ...model.mapping.fates, ...model.mapping.extras }
    this.#settings = settings
    this.#fanOut = fanOut
  }

  /** In the order of their parts. Throws a LineError. */
  make({ customId, url, body }: InputLine, report: LossReport): [recordId: string, modelInput: JsonObject][] {
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
    if (count > 1 && !this.#fanOut)
      throw new LineError(
        `Unsupported value: '${param}'. One record of Bedrock answers once; --fan-out makes ${count} records of this line.`,
        { param, code: 'unsupported_value' },
      )
  }
}

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
