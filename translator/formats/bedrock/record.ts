import { isJsonObject, spansOfMembers, type JsonObject } from '../json-text.ts'
import type { Line } from '../line.ts'

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

interface GoodRecord {
  recordId: string | undefined
  modelInput: JsonObject
}
type ReadRecord = ({ ok: true } & GoodRecord) | { ok: false; reason: string }
type ParsedRecord = { ok: true; record: InputRecord } | { ok: false; reason: string }

/** Reads one line of a job's input; `reason` completes a sentence about the line: "is not valid JSON". */
export function readInputRecord(line: Line): ReadRecord {
  const text = textOf(line)
  return text === undefined ? NOT_UTF_8 : readRecord(text)
}

/** The same, with what is handed on as it stands in the line. */
export function parseInputRecord(line: Line): ParsedRecord {
  const text = textOf(line)
  if (text === undefined) return NOT_UTF_8
  const read = readRecord(text)
  if (!read.ok) return read
  const { recordId, modelInput } = read
  const { bytes } = line
  // A character for each byte: all that gives JSON its form is ASCII.
  const spans = spansOfMembers(line.latin1)
  const idSpan = recordId === undefined ? undefined : spans.get('recordId')
  const inputSpan = spans.get('modelInput')!
  return {
    ok: true,
    record: {
      recordIdText: idSpan && bytes.toString('utf8', idSpan.start, idSpan.end),
      modelInput,
      modelInputBytes: bytes.subarray(inputSpan.start, inputSpan.end),
    },
  }
}

const NOT_UTF_8 = { ok: false, reason: 'is not valid UTF-8' } as const

/** Plain ASCII, which most lines are, is read in half the time. */
function textOf(line: Line): string | undefined {
  if (line.isAscii) return line.latin1
  return line.isUtf8 ? line.bytes.toString('utf8') : undefined
}

function readRecord(text: string): ReadRecord {
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
  return { ok: true, recordId: recordId ?? undefined, modelInput }
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
