import { isAscii, isUtf8 } from 'node:buffer'
import { isJsonObject, spansOfMembers, type JsonObject } from '../json-text.ts'

/** One line of a job's input: `{"recordId": …, "modelInput": {…}}`. */
export interface InputRecord {
  /** The JSON text of the id, as it stands in the line; `undefined` when the line has none, or null. */
  recordIdText: string | undefined
  modelInput: JsonObject
  /** The JSON text of `modelInput` in UTF-8, as it stands in the line. */
  modelInputBytes: Buffer
}

/** What an output line holds instead of `modelOutput` when the record failed. */
export interface RecordError {
  errorCode: number
  errorMessage: string
  expired?: boolean
  retryable?: boolean
}

type ReadRecord = { ok: true; recordId: string | undefined; modelInput: JsonObject } | { ok: false; reason: string }
type ParsedRecord = { ok: true; record: InputRecord } | { ok: false; reason: string }

/** Reads one line of a job's input; `reason` completes a sentence about the line: "is not valid JSON". */
export function readInputRecord(line: Buffer): ReadRecord {
  // Plain ASCII, which most lines are, is read in half the time.
  const isPlain = isAscii(line)
  if (!isPlain && !isUtf8(line)) return { ok: false, reason: 'is not valid UTF-8' }
  let value: unknown
  try {
    value = JSON.parse(line.toString(isPlain ? 'latin1' : 'utf8'))
  } catch {
    return { ok: false, reason: 'is not valid JSON' }
  }
  if (!isJsonObject(value)) return { ok: false, reason: 'is not a JSON object' }
  const { recordId = null, modelInput } = value
  if (modelInput === undefined) return { ok: false, reason: 'has no modelInput' }
  if (!isJsonObject(modelInput)) return { ok: false, reason: 'has a modelInput that is not a JSON object' }
  if (recordId !== null && typeof recordId !== 'string')
    return { ok: false, reason: 'has a recordId that is not a string' }
  return { ok: true, recordId: recordId ?? undefined, modelInput }
}

/** The same, with what is handed on as it stands in the line. */
export function parseInputRecord(line: Buffer): ParsedRecord {
  const read = readInputRecord(line)
  if (!read.ok) return read
  const { recordId, modelInput } = read
  // Each character is one byte: all that gives JSON its form is ASCII.
  const spans = spansOfMembers(line.toString('latin1'))
  const idSpan = recordId === undefined ? undefined : spans.get('recordId')
  const inputSpan = spans.get('modelInput')!
  return {
    ok: true,
    record: {
      recordIdText: idSpan && line.toString('utf8', idSpan.start, idSpan.end),
      modelInput,
      modelInputBytes: line.subarray(inputSpan.start, inputSpan.end),
    },
  }
}

/** What an output line begins with, before the bytes of its modelInput. */
export const OUTPUT_LINE_HEAD = '{"modelInput":'

/** What comes after them, with the line feed. */
export const outputLineTail = (
  recordIdText: string,
  outcome: { modelOutput: JsonObject } | { error: RecordError },
): string =>
  'error' in outcome
    ? `,"error":${JSON.stringify(outcome.error)},"recordId":${recordIdText}}\n`
    : `,"modelOutput":${JSON.stringify(outcome.modelOutput)},"recordId":${recordIdText}}\n`
