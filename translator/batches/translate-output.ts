import { isJsonObject } from '../formats/json-text.ts'
import type { TokenCount } from '../cost/cost.ts'
import { MAX_LINE_BYTES, readLines } from '../formats/jsonl.ts'
import { toResultLine } from '../formats/openai/line.ts'
import { lineIds } from './error-line.ts'
import { FirstLines } from './first-lines.ts'
import type { CountedLoss } from './loss-summary.ts'
import { parseRecordId } from './record-id.ts'
import { OutputTranslation, type OutputOptions, type TranslatedRecords } from './output-translation.ts'
import { buffers } from './source.ts'

export interface TranslateOutputOptions extends OutputOptions {
  /**
   * What went in: those that have no output become error lines. The records say best what the job was given; of OpenAI lines
   * those that were refused on the way in count as missing, too.
   */
  input?: AsyncIterable<Uint8Array>
  /** Why lines are missing: the job ran out of time, or was stopped. Default: `expired`. */
  missing?: 'expired' | 'cancelled'
  /** Longest record in bytes. Default: 64 MiB; a longer one throws a LineTooLongError. */
  maxLineBytes?: number
}

/** What became of a whole output file. */
export interface OutputSummary {
  lineCount: number
  /** Lines that failed, missing ones included. */
  errorCount: number
  losses: CountedLoss[]
  /** Tokens that were paid for, of the records that tell theirs: also those of lines that another of their records failed. */
  tokens: TokenCount
  /** Records that succeeded and do not tell their tokens. */
  unknownRecords: number
  /** What the batch cost in US dollars, at the prices of us-east-1; null when the price or some tokens are not known. */
  dollars: number | null
  /** Records of which no line could be made, the first of them. */
  unusable: { line: number; why: string }[]
  /** How many there are. */
  unusableCount: number
}

const MISSING = {
  expired: {
    code: 'batch_expired',
    message: 'This request could not be executed before the completion window expired.',
  },
  cancelled: { code: 'batch_cancelled', message: 'This request was not executed because the batch was cancelled.' },
}

/**
 * Bedrock's output records to OpenAI lines, streaming: yields JSONL of an output file, and of an error file, for each chunk of
 * `source`; returns the summary. Throws an UnmappedModelError for a model whose family is not known.
 */
export async function* translateOutput(
  source: AsyncIterable<Uint8Array>,
  { input, missing = 'expired', maxLineBytes = MAX_LINE_BYTES, ...options }: TranslateOutputOptions,
): AsyncGenerator<TranslatedRecords, OutputSummary> {
  const translation = await OutputTranslation.open(options)
  // A Set would do the same, and take three times the memory.
  const seen = new FirstLines()
  const isNew = (customId: string): boolean => seen.findOrAdd(customId, 0) === undefined
  const see = input ? (customId: string) => void isNew(customId) : undefined
  for await (const lines of readLines(buffers(source), { maxLineBytes })) yield translation.translate(lines, see)
  yield translation.finish(see)
  let missingCount = 0
  for await (const customIds of input ? customIdsOf(input, maxLineBytes) : []) {
    const errors = customIds.filter(isNew).map((customId) => toMissingLine(customId, missing))
    missingCount += errors.length
    yield { lines: Buffer.alloc(0), errors: Buffer.from(errors.join('')) }
  }
  const { lineCount, errorCount, losses, unusable, unusableCount, cost } = translation
  return {
    lineCount: lineCount + missingCount,
    errorCount: errorCount + missingCount,
    losses: losses.toList(),
    tokens: cost.tokens,
    unknownRecords: cost.unknownRecords,
    dollars: cost.dollars,
    unusable,
    unusableCount,
  }
}

const toMissingLine = (customId: string, missing: keyof typeof MISSING): string =>
  `${JSON.stringify(toResultLine(lineIds(customId), { error: MISSING[missing] }))}\n`

async function* customIdsOf(input: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<string[]> {
  for await (const lines of readLines(buffers(input), { maxLineBytes }))
    yield lines.flatMap(({ bytes }) => customIdOf(bytes.toString('utf8')) ?? [])
}

function customIdOf(text: string): string | undefined {
  try {
    const line: unknown = JSON.parse(text)
    if (!isJsonObject(line)) return undefined
    const { recordId, custom_id: customId } = line
    if (typeof recordId === 'string') return parseRecordId(recordId).customId
    return typeof customId === 'string' ? customId : undefined
  } catch {
    return undefined
  }
}
