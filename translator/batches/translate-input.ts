import { LineTooLongError, MAX_LINE_BYTES, readLines } from '../formats/jsonl.ts'
import type { BatchError } from '../formats/openai/line.ts'
import { beyondLimits, type FileLimits } from './file-limits.ts'
import { InputTranslation, type InputOptions, type TranslatedLines } from './input-translation.ts'
import type { CountedLoss } from './loss-summary.ts'
import { buffers } from './source.ts'

export interface TranslateInputOptions extends InputOptions {
  /** Longest line in bytes; a longer one makes the file unusable. Default: 64 MiB. */
  maxLineBytes?: number
  /** What makes a file too large; it is read no further then. Default: nothing does. OPENAI_LIMITS are OpenAI's. */
  limits?: FileLimits
}

/** What became of a whole input file. */
export interface InputSummary {
  lineCount: number
  recordCount: number
  /** Lines that were refused, each with its error line. */
  errorCount: number
  /** What was lost or told otherwise, each kind once, with the number of lines. */
  losses: CountedLoss[]
  /** What makes the whole file unusable, as OpenAI tells it; records after the first of them are not written. */
  batchErrors: BatchError[]
}

/**
 * OpenAI batch lines to Bedrock records, streaming: yields JSONL of records, and of error lines, for each chunk of `source`;
 * returns the summary. Memory does not grow with the file but for the custom_ids, which must not appear twice. Throws an
 * UnmappedModelError for a model whose family is not known.
 */
export async function* translateInput(
  source: AsyncIterable<Uint8Array>,
  { maxLineBytes = MAX_LINE_BYTES, limits, ...options }: TranslateInputOptions,
): AsyncGenerator<TranslatedLines, InputSummary> {
  const translation = await InputTranslation.open(options)
  try {
    for await (const lines of readLines(buffers(source), { maxLineBytes })) {
      yield translation.translate(lines)
      const found = { lines: translation.lineCount, bytes: lines.at(-1)!.end }
      const tooMuch = limits ? [...beyondLimits(found, limits)] : []
      translation.batchErrors.push(...tooMuch)
      if (tooMuch.length > 0) break
    }
  } catch (error) {
    if (!(error instanceof LineTooLongError)) throw error
    translation.batchErrors.push(lineTooLong(error))
  }
  if (translation.lineCount === 0 && translation.batchErrors.length === 0) translation.batchErrors.push(EMPTY)
  const { lineCount, recordCount, errorCount, batchErrors, losses } = translation
  return { lineCount, recordCount, errorCount, batchErrors, losses: losses.toList() }
}

const EMPTY: BatchError = {
  code: 'empty_file',
  message: 'The input file is empty. Please ensure that the batch contains at least one request.',
  param: null,
  line: null,
}

const lineTooLong = ({ lineNumber, message }: LineTooLongError): BatchError => ({
  code: 'line_too_long',
  message: `This line is too long: ${message}.`,
  param: null,
  line: lineNumber,
})
