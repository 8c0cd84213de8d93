import { hash } from 'node:crypto'
import { Unanswerable, type Answer, type Ask } from '../../emulator/answers/answers.ts'
import { createResponders } from '../../emulator/responders/index.ts'
import type { Model, Responder } from '../../emulator/responders/responder.ts'
import { UNVERIFIED_DEFAULTS } from '../../emulator/unverified.ts'
import {
  outputLineTail,
  parseInputRecord,
  OUTPUT_LINE_HEAD,
  type RecordError,
} from '../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { familyOf, toBaseModelId, type FamilyKey } from '../../translator/formats/models/index.ts'
import { lineOf } from './lines.ts'
import { modelOf } from './responders.ts'
import { answers } from './synthetic-answers.ts'

/** A model as the emulator answers it. */
export interface Emulated {
  model: Model
  family: FamilyKey
  converse: boolean
  responder: Responder
}

type Outcome = { error: RecordError } | { ask: Ask; answer: Answer; modelOutput: JsonObject }

/** A record with what the emulator made of it, and its line of the job's output. */
export type Answered = { recordId: string; outputLine: string } & Outcome

const responders = createResponders(UNVERIFIED_DEFAULTS)
const STARTED_AT = Date.UTC(2026, 0, 1)

/** `undefined` where the emulator does not answer the model in this form. */
export function findEmulated(modelId: string, { converse = false } = {}): Emulated | undefined {
  const baseModelId = toBaseModelId(modelId)!
  const responder = responders.find({ baseModelId, invocationType: converse ? 'Converse' : 'InvokeModel' })
  return responder && { model: modelOf(baseModelId), family: familyOf(baseModelId)!, converse, responder }
}

/** Checks, reads and answers one record, as a job does. */
export async function answerRecord(line: string, emulated: Emulated): Promise<Answered> {
  const parsed = parseInputRecord(lineOf(line))
  if (!parsed.ok) throw new Error(`the record ${parsed.reason}: ${line}`)
  const { recordIdText, modelInput, modelInputBytes } = parsed.record
  const outcome = await answerInput(modelInput, hash('sha256', modelInputBytes), emulated)
  const outputLine = `${OUTPUT_LINE_HEAD}${modelInputBytes.toString()}${outputLineTail(recordIdText!, outcome)}`
  return { ...outcome, recordId: JSON.parse(recordIdText!) as string, outputLine }
}

async function answerInput(modelInput: JsonObject, fingerprint: string, emulated: Emulated): Promise<Outcome> {
  const { model, family, responder } = emulated
  const error = responder.check(modelInput, model)
  if (error) return { error }
  const ask = responder.read(modelInput, model)
  const [answer] = await answers.answer([{ ask, family, fingerprint }])
  if (answer === undefined || answer instanceof Unanswerable)
    return { error: { errorCode: 501, errorMessage: answer?.reason ?? 'there is no answer' } }
  return { ask, answer, modelOutput: responder.write(answer, ask, { model, fingerprint, startedAt: STARTED_AT }) }
}
