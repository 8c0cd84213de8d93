import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { Answer, Ask } from '../answers/answers.ts'

/** The model that a job runs. */
export interface Model {
  /** Id of the foundation model, without prefixes: `anthropic.claude-3-haiku-20240307-v1:0`. */
  baseModelId: string
  /** As the job names it: an ARN. */
  modelArn: string
}

/** What an answer is written with, beside the answer itself. */
export interface WriteContext {
  model: Model
  /** Hexadecimal digits, at least 40, equal for equal (model, modelInput, seed): ids in the output derive from them. */
  fingerprint: string
  /** Epoch milliseconds: when the job began to run. */
  startedAt: number
}

/**
 * The emulator's own reading of a family; never the inverse of a mapping of the translator. One file per family, registered in
 * index.ts. Methods are pure; `read` and `write` may rely on what `check` let pass.
 */
export interface Responder<A extends Ask = Ask, R extends Answer = Answer> {
  /** What the model would refuse, in its words; `undefined` when the record may run. Must not throw, whatever the input. */
  check(modelInput: JsonObject, model: Model): RecordError | undefined
  read(modelInput: JsonObject, model: Model): A
  /** The exact shape of the family's modelOutput. */
  write(answer: R, ask: A, context: WriteContext): JsonObject
}
