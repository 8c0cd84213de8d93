import { createHash, hash } from 'node:crypto'
import {
  outputLineTail,
  parseInputRecord,
  type InputRecord,
  type RecordError,
} from '../../translator/formats/bedrock/record.ts'
import { mayHoldFragileNumbers, parseKeepingNumbers, type JsonObject } from '../../translator/formats/json-text.ts'
import type { Line } from '../../translator/formats/line.ts'
import type { FamilyKey } from '../../translator/formats/models/index.ts'
import { Unanswerable, type Answer, type Answers, type Ask, type Question } from '../answers/answers.ts'
import type { Model, Responder } from '../responders/responder.ts'
import type { Unverified } from '../unverified.ts'
import type { OutputLine } from './line-window.ts'

export interface AnsweringContext {
  model: Model
  family: FamilyKey
  responder: Responder
  answers: Answers
  seed: string
  errorFlags: Unverified['errorFlags']
  /** Epoch milliseconds: when the job began to run. */
  startedAt: number
  /** Told of a record that our own code could not answer: a bug. */
  onBug: (error: unknown) => void
}

/** One record of a job, answered. */
export interface RecordResult {
  line: OutputLine
  succeeded: boolean
  tokens: { input: number; output: number }
}

type Prepared = { record: InputRecord; fingerprint: string } & ({ question: Question } | { error: RecordError })

/** Answers the records of one chunk of an input file. Lines must have passed validation. */
export async function answerRecords(
  inputKey: string,
  lines: Line[],
  context: AnsweringContext,
): Promise<RecordResult[]> {
  const prepared = lines.map((line) => prepare(line, context))
  const questions = prepared.flatMap((record) => ('question' in record ? [record.question] : []))
  const answers = questions.length > 0 ? (await context.answers.answer(questions)).values() : [].values()
  return prepared.map((record, index) => {
    const recordIdText = record.record.recordIdText ?? generatedRecordId(inputKey, lines[index]!.number, context.seed)
    const outcome =
      'error' in record ? record : toOutcome(answers.next().value!, record.question.ask, record.fingerprint, context)
    const written = 'error' in outcome ? { error: withFlags(outcome.error, context) } : outcome
    return {
      line: { modelInput: record.record.modelInputBytes, tail: outputLineTail(recordIdText, written) },
      succeeded: 'modelOutput' in outcome,
      tokens: 'tokens' in outcome ? outcome.tokens : { input: 0, output: 0 },
    }
  })
}

function prepare(line: Line, { model, family, responder, onBug }: AnsweringContext): Prepared {
  const parsed = parseInputRecord(line)
  if (!parsed.ok) throw new Error(`line ${line.number} ${parsed.reason}, although validation let it pass`)
  const { record } = parsed
  const fingerprint = fingerprintOf(model, record)
  try {
    const error = responder.check(record.modelInput, model)
    if (error) return { record, fingerprint, error }
    return { record, fingerprint, question: { ask: read(record, responder, model), family, fingerprint } }
  } catch (bug) {
    onBug(bug)
    return { record, fingerprint, error: internalError }
  }
}

const scratch = Buffer.allocUnsafeSlow(64 * 1024)

/** Equal for equal (model, modelInput). */
function fingerprintOf({ baseModelId }: Model, { modelInputBytes }: InputRecord): string {
  const start = scratch.write(`${baseModelId}\n`)
  const end = start + modelInputBytes.length
  // One call takes half the time of three.
  if (end > scratch.length)
    return createHash('sha256').update(scratch.subarray(0, start)).update(modelInputBytes).digest('hex')
  scratch.set(modelInputBytes, start)
  return hash('sha256', scratch.subarray(0, end))
}

/** Schemas are read a second time when they hold numbers that JavaScript would change: values by a schema keep them. */
function read({ modelInput, modelInputBytes }: InputRecord, responder: Responder, model: Model): Ask {
  const ask = responder.read(modelInput, model)
  const needsValueBySchema = ask.kind === 'chat' && (ask.forcedTool !== undefined || ask.schema !== undefined)
  if (!needsValueBySchema) return ask
  const modelInputText = modelInputBytes.toString()
  if (!mayHoldFragileNumbers(modelInputText)) return ask
  const exact = responder.read(parseKeepingNumbers(modelInputText) as JsonObject, model)
  return exact.kind === 'chat' ? { ...ask, tools: exact.tools, schema: exact.schema } : ask
}

type Outcome = { modelOutput: JsonObject; tokens: { input: number; output: number } } | { error: RecordError }

function toOutcome(
  answer: Answer | Unanswerable,
  ask: Ask,
  fingerprint: string,
  { model, responder, seed, startedAt, onBug }: AnsweringContext,
): Outcome {
  if (answer instanceof Unanswerable) return { error: { errorCode: 501, errorMessage: answer.reason } }
  try {
    const seeded = hash('sha256', `${seed}\n${fingerprint}`)
    return {
      modelOutput: responder.write(answer, ask, { model, fingerprint: seeded, startedAt }),
      tokens: tokensOf(answer),
    }
  } catch (bug) {
    onBug(bug)
    return { error: internalError }
  }
}

const internalError: RecordError = { errorCode: 500, errorMessage: 'Outcrop could not answer this record; see its log' }

/** AWS: an output of a real job had both members (found in a project's notes of 2026); the documents' sample has neither. */
const withFlags = (error: RecordError, { errorFlags }: AnsweringContext): RecordError =>
  errorFlags === 'present' ? { ...error, expired: false, retryable: error.errorCode >= 500 } : error

const tokensOf = (answer: Answer): { input: number; output: number } =>
  answer.kind === 'chat'
    ? { input: answer.inputTokens, output: answer.outputTokens }
    : { input: answer.inputTokens.reduce((sum, count) => sum + count, 0), output: 0 }

const GENERATED_LENGTH = 11

/** AWS: a record without an id gets one of 11 upper-case letters and digits, as in `3223593EFGH`. JSON text. */
const generatedRecordId = (inputKey: string, lineNumber: number, seed: string): string => {
  const digest = hash('sha256', JSON.stringify(['record id', seed, inputKey, lineNumber]))
  return `"${BigInt(`0x${digest}`).toString(36).toUpperCase().slice(-GENERATED_LENGTH)}"`
}
