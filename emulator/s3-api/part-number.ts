import { invalidArgument } from './errors.ts'

/** Throws `InvalidArgument`. */
export function checkPartNumber(number: number): void {
  if (number < 1 || number > 10_000)
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', String(number))
}

/** The number behind which a list of parts begins. Throws `InvalidArgument`. */
export function readPartMarker(text = '0'): number {
  if (!/^[0-9]{1,9}$/.test(text))
    throw invalidArgument(
      'Provided part-number-marker not an integer or within integer range',
      'part-number-marker',
      text,
    )
  return Number(text)
}
