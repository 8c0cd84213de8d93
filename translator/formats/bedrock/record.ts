import { isUtf8 } from 'node:buffer'
import { isJsonObject, textOfMembers, type JsonObject } from '../json-text.ts'

/** One line of a job's input: `{"recordId": …, "modelInput": {…}}`. */
export interface InputRecord {
  /** The JSON text of the id, as it stands in the line; `undefined` when the line has none, or null. */
  recordIdText: string | undefined
  modelInput: JsonObject
  /** The JSON text of `modelInput`, as it stands in the line. */
  modelInputText: string
}

/** What an output line holds instead of `modelOutput` when the record failed. */
export interface RecordError {
  errorCode: number
  errorMessage: string
  expired?: boolean
  retryable?: boolean
}

type ParsedRecord = { ok: true; record: InputRecord } | { ok: false; reason: string }

/** Reads one line of a job's input; `reason` completes a sentence about the line: "is not valid JSON". */
export function parseInputRecord(line: Buffer): ParsedRecord {
  if (!isUtf8(line)) return { ok: false, reason: 'is not valid UTF-8' }
  const text = line.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'is not valid JSON' }
  }
  if (!isJsonObject(value)) return { ok: false, reason: 'is not a JSON object' }
  const { recordId = null, modelInput } = value
  if (modelInput === undefined) return { ok: false, reason: 'has no modelInput' }
  if (!isJsonObject(modelInput)) return { ok: false, reason: 'has a modelInput that is not a JSON object' }
  if (recordId !== null && typeof recordId !== 'string')
    return { ok: false, reason: 'has a recordId that is not a string' }
  const texts = textOfMembers(text)
  return {
    ok: true,
    record: {
      recordIdText: recordId === null ? undefined : texts.get('recordId'),
      modelInput,
      modelInputText: texts.get('modelInput')!,
    },
  }
}

/** One line of a job's output, with its line feed. Ids and inputs are handed on as text, byte for byte. */
export const toOutputLine = (
  recordIdText: string,
  modelInputText: string,
  outcome: { modelOutput: JsonObject } | { error: RecordError },
): string =>
  'error' in outcome
    ? `{"modelInput":${modelInputText},"error":${JSON.stringify(outcome.error)},"recordId":${recordIdText}}\n`
    : `{"modelInput":${modelInputText},"modelOutput":${JSON.stringify(outcome.modelOutput)},"recordId":${recordIdText}}\n`
