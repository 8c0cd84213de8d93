import { unsupportedValue } from '../errors.ts'
import { toNumber, type JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'

/** `dimensions` where the model makes vectors of that length; another length is refused, or left out and reported. */
export function toDimensions(
  { dimensions }: JsonObject,
  lengths: readonly number[],
  report: LossReport,
): number | undefined {
  const asked = toNumber(dimensions)
  if (asked === undefined || lengths.includes(asked)) return asked
  const why = `This model makes vectors of ${inWords(lengths)} numbers.`
  report.unsupported('dimensions', why, unsupportedValue('dimensions', why))
  return undefined
}

/** `256, 512 or 1024`. */
export const inWords = (lengths: readonly number[]): string =>
  lengths.length === 1 ? String(lengths[0]) : `${lengths.slice(0, -1).join(', ')} or ${lengths.at(-1)}`
