import { LineError } from '../errors.ts'
import { toNumber, type JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/line.ts'
import type { LineReader, LineText, TextForm } from './parse-line.ts'
import { parseRecordId, type LineKey } from './record-id.ts'

/** One line of a job's output, and which line of the client's it answers. */
export interface OutputRecord {
  record: JsonObject
  form: TextForm
  key: LineKey
}

/** `undefined` for a line that is no record. */
export function parseRecord(line: Line, text: LineText, reader: LineReader): OutputRecord | undefined {
  // Every family's word for a call has it, and only arguments of calls have numbers of the client's own.
  const record = reader.read(line, text, () => line.latin1.includes('"tool'))
  if (typeof record?.recordId !== 'string') return undefined
  return { record, form: text.form, key: parseRecordId(record.recordId) }
}

/** AWS: errorCode is an HTTP status, errorMessage the model's own words. */
export function toRecordError({ errorCode, errorMessage }: JsonObject): LineError {
  const status = toNumber(errorCode)
  const message = typeof errorMessage === 'string' ? errorMessage : 'The record failed without a message.'
  return new LineError(message, { status: status !== undefined && status >= 400 && status < 600 ? status : 500 })
}
