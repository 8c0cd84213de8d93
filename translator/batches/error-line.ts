import { LineError } from '../errors.ts'
import { derivedId } from './derived-id.ts'
import type { JsonObject } from '../formats/json-text.ts'
import { toResultLine, type LineIds } from '../formats/openai/line.ts'

/** Ids of a line and of its request, the same whenever the line is translated. */
export function lineIds(customId: string): LineIds {
  const digits = derivedId('', customId, 'line', 64)
  return { id: `batch_req_${digits.slice(0, 32)}`, requestId: `req_${digits.slice(32)}`, customId }
}

export const toErrorLine = (customId: string, error: LineError): JsonObject =>
  toResultLine(lineIds(customId), { statusCode: error.status, body: error.toBody() })

/** What is not a LineError is nesting beyond what the engine can write (a RangeError), or a bug of ours. */
export function toLineError(error: unknown): LineError {
  if (error instanceof LineError) return error
  if (error instanceof RangeError) return new LineError('The line is nested too deeply.', { code: 'invalid_value' })
  throw error
}
