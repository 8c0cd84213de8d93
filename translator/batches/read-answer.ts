import { unreadableOutput } from '../errors.ts'
import { isConverseOutput } from '../families/converse/response.ts'
import { findMapping, takesConverse, type MappedModel } from '../families/index.ts'
import type { Mapping } from '../families/mapping.ts'
import { isJsonObject, type JsonObject } from '../formats/json-text.ts'
import { LossReport, type Loss } from '../loss-report.ts'
import { toLineError } from './error-line.ts'
import { toRecordError } from './output-record.ts'
import type { TextForm } from './parse-line.ts'
import type { Outcome } from './partial-lines.ts'

export interface ReadAnswer {
  outcome: Outcome
  losses: readonly Loss[]
  /** Whether others like it become the same but for what they say and count (see mapping.ts). */
  isWhole: boolean
}

/** Reads what the records of a job have come to. */
export class AnswerReader {
  /** Whether all answers may be read as bytes. */
  readonly movesTexts: boolean
  readonly #model: MappedModel
  /** For answers in Converse's form: nothing tells a job's form but its answers. */
  readonly #converse: Mapping | undefined

  private constructor(model: MappedModel, converse: Mapping | undefined) {
    this.#model = model
    this.#converse = converse
    this.movesTexts = [model.mapping, converse].every((mapping) => mapping?.onlyMovesTexts ?? true)
  }

  /** Throws an UnmappedModelError for a model whose family is not known. */
  static async open(modelId: string): Promise<AnswerReader> {
    const model = await findMapping(modelId, { converse: false })
    const converse = takesConverse(model.family) ? await findMapping(modelId, { converse: true }) : undefined
    return new AnswerReader(model, converse?.mapping)
  }

  read({ modelOutput, error }: JsonObject, form: TextForm): ReadAnswer {
    const report = new LossReport('drop')
    try {
      if (isJsonObject(error)) return failed(toRecordError(error))
      if (!isJsonObject(modelOutput)) throw unreadableOutput('there is none.')
      const { modelId } = this.#model
      const mapping = (isConverseOutput(modelOutput) && this.#converse) || this.#model.mapping
      const answer =
        mapping.kind === 'chat'
          ? { chat: mapping.toAnswer(modelOutput, { modelId, report }) }
          : { embeddings: mapping.toAnswer(modelOutput, { modelId, report }) }
      const losses = form === 'text' ? report.losses : report.losses.map(asText)
      return { outcome: { answer }, losses, isWhole: mapping.answersWhole ?? false }
    } catch (caught) {
      return failed(toLineError(caught))
    }
  }
}

const failed = (error: ReturnType<typeof toLineError>): ReadAnswer => ({
  outcome: { error },
  losses: [],
  isWhole: false,
})

/** Of what a loss says, only the model's own words go beyond ASCII. */
const asText = ({ param, action, why }: Loss): Loss => ({
  param: Buffer.from(param, 'latin1').toString('utf8'),
  action,
  why: Buffer.from(why, 'latin1').toString('utf8'),
})
