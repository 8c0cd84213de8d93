import type { BatchError } from '../formats/openai/line.ts'

/** How much a file may hold. */
export interface FileLimits {
  lines: number
  bytes: number
}

/** OpenAI's: 50,000 requests, and the size that its own error names. */
export const OPENAI_LIMITS: FileLimits = { lines: 50_000, bytes: 209_715_200 }

/** What is too much of a file so far; the code and text for lines are UNVERIFIED. */
export function* beyondLimits(found: FileLimits, { lines, bytes }: FileLimits): Generator<BatchError> {
  const error = (code: string, message: string): BatchError => ({ code, message, param: null, line: null })
  if (found.bytes > bytes)
    yield error(
      'file_too_large',
      `The batch input file is larger than the ${bytes} maximum. Please try again with a smaller batch.`,
    )
  if (found.lines > lines)
    yield error(
      'maximum_requests_exceeded',
      `The batch input file has more than the ${lines} requests that a batch may have.`,
    )
}
