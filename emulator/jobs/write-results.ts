import { MANIFEST_NAME, type Manifest } from '../../translator/formats/bedrock/manifest.ts'
import type { ObjectStore, ObjectWriter } from '../object-store/object-store.ts'
import { createRandom, shuffle } from '../random.ts'
import type { Unverified } from '../unverified.ts'
import { failureMessage, failureOf } from './failure-message.ts'
import { locationOf, outputFolderOf, outputKeyOf } from './input-files.ts'
import type { Job } from './job.ts'
import { LineWindow, type OutputLine } from './line-window.ts'

// Lines are shuffled within a window, so that memory stays flat however long the file is. Every job that has begun keeps one.
const WINDOW_RECORDS = 1000
const WINDOW_BYTES = 1024 * 1024

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
  readonly #order: (lines: number[], window: number) => number[]
  readonly #window = new LineWindow()
  #windows = 0
  /** The window before: it is written while the next is filled. */
  #writing = Promise.resolve()

  constructor(job: Job, inputKey: string, context: ResultsContext) {
    this.#writer = writerOf(job, outputKeyOf(inputKey, job, context.unverified.nestedOutput), context)
    // AWS does not promise an order; a seeded one shows today what a client relies on that should not.
    this.#order = (lines, window) =>
      context.unverified.outputOrder === 'input'
        ? lines
        : shuffle(lines, createRandom('output order', context.seed, inputKey, window))
  }

  /** Whatever the pieces in which lines come, the object is the same. What cannot be written may be told by a later call. */
  async add(lines: OutputLine[]): Promise<void> {
    for (const line of lines) {
      this.#window.add(line)
      if (this.#window.count >= WINDOW_RECORDS || this.#window.byteCount >= WINDOW_BYTES) await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    await this.#writing
    const bytes = this.#window.take((lines) => this.#order(lines, this.#windows))
    this.#windows += 1
    this.#writing = this.#writer.write(bytes)
    // Told by the next step.
    this.#writing.catch(() => undefined)
  }

  /** Resolves when what makes a whole window is written. */
  async settle(): Promise<void> {
    await this.#writing
  }

  async complete(): Promise<void> {
    if (this.#window.count > 0) await this.#flush()
    await this.#writing
    await this.#writer.complete()
  }

  async abort(): Promise<void> {
    await this.#writing.catch(() => undefined)
    await this.#writer.abort()
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
