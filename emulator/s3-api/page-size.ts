import { invalidArgument } from './errors.ts'

const MAX_PAGE_SIZE = 1000

/** AWS: more than 1,000 may be asked for and are not given. Throws `InvalidArgument` for a negative number. */
export function toPageSize(asked: number | undefined, parameter: string): number {
  if (asked !== undefined && (asked < 0 || asked > 2 ** 31 - 1))
    throw invalidArgument(`Argument ${parameter} must be an integer between 0 and 2147483647`, parameter, String(asked))
  return Math.min(asked ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE)
}
