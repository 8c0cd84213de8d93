import { MANIFEST_NAME, type Manifest } from '../../translator/formats/bedrock/manifest.ts'
import type { ObjectStore, ObjectWriter } from '../object-store/object-store.ts'
import { createRandom, shuffle } from '../random.ts'
import type { Unverified } from '../unverified.ts'
import { failureMessage, failureOf } from './failure-message.ts'
import { locationOf, outputFolderOf, outputKeyOf } from './input-files.ts'
import type { Job } from './job.ts'

// Lines are shuffled within a window, so that memory stays flat however long the file is, and small however many jobs run.
const WINDOW_RECORDS = 1000
const WINDOW_CHARACTERS = 1024 * 1024

export interface ResultsContext {
  objects: ObjectStore
  unverified: Unverified
  seed: string
  signal: AbortSignal
}

/** A writer that fails with the sentence for what a store refuses. */
function writerOf(job: Job, key: string, { objects, unverified, signal }: ResultsContext): ObjectWriter {
  const { bucket } = locationOf(job.output.s3Uri)
  const writer = objects.write(bucket, key, {
    contentType: unverified.outputContentType,
    kmsKeyId: job.output.s3EncryptionKeyId,
    signal,
  })
  const explain = (error: unknown): never => {
    const cannotPut = failureMessage.cannotPut(bucket, key)
    throw failureOf(error, { accessDenied: cannotPut, noSuchBucket: cannotPut })
  }
  return {
    write: (piece) => writer.write(piece).catch(explain),
    complete: () => writer.complete().catch(explain),
    abort: () => writer.abort(),
  }
}

/** The `.out` object of one input file. It appears in S3 when it is complete, and not before. */
export class ResultFile {
  readonly #writer: ObjectWriter
  readonly #order: (lines: string[], window: number) => string[]
  #lines: string[] = []
  #characters = 0
  #windows = 0

  constructor(job: Job, inputKey: string, context: ResultsContext) {
    this.#writer = writerOf(job, outputKeyOf(inputKey, job, context.unverified.nestedOutput), context)
    // AWS does not promise an order; a seeded one shows today what a client relies on that should not.
    this.#order = (lines, window) =>
      context.unverified.outputOrder === 'input'
        ? lines
        : shuffle(lines, createRandom('output order', context.seed, inputKey, window))
  }

  /** Takes lines with their line feeds. Whatever the pieces in which they come, the object is the same. */
  async add(lines: string[]): Promise<void> {
    for (const line of lines) {
      this.#lines.push(line)
      this.#characters += line.length
      if (this.#lines.length >= WINDOW_RECORDS || this.#characters >= WINDOW_CHARACTERS) await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    const lines = this.#order(this.#lines, this.#windows)
    this.#windows += 1
    this.#lines = []
    this.#characters = 0
    await this.#writer.write(Buffer.from(lines.join('')))
  }

  async complete(): Promise<void> {
    if (this.#lines.length > 0) await this.#flush()
    await this.#writer.complete()
  }

  abort(): Promise<void> {
    return this.#writer.abort()
  }
}

/** Writes `manifest.json.out`, the last object of a job; its figures are the job's counters. */
export async function writeManifest(
  job: Job,
  { counts, tokens }: Pick<Job, 'counts' | 'tokens'>,
  context: ResultsContext,
): Promise<void> {
  const manifest: Manifest = {
    totalRecordCount: counts.total,
    processedRecordCount: counts.processed,
    successRecordCount: counts.success,
    errorRecordCount: counts.error,
    inputTokenCount: tokens.input,
    outputTokenCount: tokens.output,
  }
  const writer = writerOf(job, `${outputFolderOf(job)}${MANIFEST_NAME}`, context)
  try {
    await writer.write(Buffer.from(JSON.stringify(manifest)))
    await writer.complete()
  } catch (error) {
    await writer.abort()
    throw error
  }
}
