import { invalidArgument } from './errors.ts'

/** Throws `InvalidArgument`. */
export function checkPartNumber(number: number): void {
  if (number < 1 || number > 10_000)
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', String(number))
}
