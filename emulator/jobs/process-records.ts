import { setImmediate } from 'node:timers/promises'
import { readLines } from '../../translator/formats/jsonl.ts'
import type { Line } from '../../translator/formats/line.ts'
import { BOUNDS } from '../limits.ts'
import { answerRecords, type AnsweringContext } from './answer-records.ts'
import { failureMessage, JobFailure } from './failure-message.ts'
import { inputFailure, locationOf } from './input-files.ts'
import type { InputFile, Job, RecordCounts, TokenCounts } from './job.ts'
import { removeLeftovers, type LeftoversContext } from './leftovers.ts'
import { ResultFile, writeManifest, type ResultsContext } from './write-results.ts'

export interface RunContext extends ResultsContext, LeftoversContext {
  loadAnswering: () => Promise<AnsweringContext>
  /** Whether a process before this one may have begun to write the output. */
  isResumed: boolean
  /** Told from time to time how far the run is. */
  onProgress: (progress: { counts: RecordCounts; tokens: TokenCounts }) => void
}

const PROGRESS_RECORDS = 1000
const PIECE_RECORDS = 100

/**
 * The records of one job on their way from input to output, piece by piece: whoever owns the run says up to which record it
 * may go, so that time, stop and expiry are decided elsewhere. A run that begins anew after a restart writes the same bytes.
 */
export class RecordRun {
  readonly counts: RecordCounts
  readonly tokens: TokenCounts = { input: 0, output: 0 }
  readonly #job: Job
  readonly #inputs: InputFile[]
  readonly #context: RunContext
  #fileIndex = 0
  #recordsOfFile = 0
  #position = { offset: 0, lines: 0 }
  #result: ResultFile | undefined
  #answering: AnsweringContext | undefined
  #mayHaveLeftovers: boolean
  #limit = Infinity
  /** Ends the reading of records that a stop leaves out. */
  readonly #limited = new AbortController()
  readonly #readSignal: AbortSignal
  #isFinished = false

  constructor(job: Job, inputs: InputFile[], context: RunContext) {
    this.#job = job
    this.#inputs = inputs
    this.#context = context
    this.#mayHaveLeftovers = context.isResumed
    this.#readSignal = AbortSignal.any([context.signal, this.#limited.signal])
    this.counts = { total: job.counts.total, processed: 0, success: 0, error: 0 }
  }

  /** Takes no record beyond the first `count` of the job's, also when a call of processUntil is under way. */
  limitTo(count: number): void {
    this.#limit = count
    if (this.counts.processed >= count) this.#limited.abort()
  }

  /** Processes records, in the order of the input, until `count` of the job's are processed. */
  async processUntil(count: number): Promise<void> {
    await this.#removeLeftovers()
    const isReached = (): boolean => this.counts.processed >= Math.min(count, this.#limit, this.counts.total)
    while (!isReached()) {
      const input = this.#inputs[this.#fileIndex]!
      const isFileDone = (): boolean => this.#recordsOfFile === input.recordCount
      if (!isFileDone()) await this.#processFile(input, count, () => isReached() || isFileDone())
      if (isFileDone()) await this.#completeFile()
      else if (!isReached()) throw new JobFailure(failureMessage.inputChanged(input.key))
    }
    await this.#result?.settle()
    this.#context.onProgress(this)
  }

  async #removeLeftovers(): Promise<void> {
    if (!this.#mayHaveLeftovers) return
    await removeLeftovers(this.#job, this.#inputs, this.#context)
    this.#mayHaveLeftovers = false
  }

  async #processFile(input: InputFile, count: number, isReached: () => boolean): Promise<void> {
    try {
      for await (const lines of this.#piecesOf(input)) {
        await this.#processLines(input, lines.slice(0, count - this.counts.processed))
        if (isReached()) return
      }
    } catch (error) {
      if (error !== this.#limited.signal.reason) throw error
    }
  }

  /** The file's records from where the run is, a few at a time: in between, others get their turn. */
  async *#piecesOf(input: InputFile): AsyncGenerator<Line[]> {
    for await (const lines of this.#linesOf(input)) {
      const records = lines.filter((line) => !line.isBlank)
      for (let first = 0; first < records.length; first += PIECE_RECORDS) {
        yield records.slice(first, first + PIECE_RECORDS)
        await setImmediate()
        this.#context.signal.throwIfAborted()
      }
    }
  }

  async *#linesOf({ key, etag, size }: InputFile): AsyncGenerator<Line[]> {
    if (this.#position.offset >= size) return
    const { bucket } = locationOf(this.#job.input.s3Uri)
    try {
      const options = { etag, start: this.#position.offset, signal: this.#readSignal }
      const bytes = await this.#context.objects.read(bucket, key, options)
      yield* readLines(bytes, { maxLineBytes: BOUNDS.recordBytes, from: this.#position })
    } catch (error) {
      throw inputFailure(error, { bucket, key })
    }
  }

  async #processLines(input: InputFile, lines: Line[]): Promise<void> {
    this.#answering ??= await this.#context.loadAnswering()
    const results = await answerRecords(input.key, lines, this.#answering)
    // A stop that came meanwhile leaves out what was answered after it.
    const kept = results.slice(0, Math.max(0, this.#limit - this.counts.processed))
    const last = lines[kept.length - 1]
    if (!last) return
    for (const { succeeded, tokens } of kept) this.#count(succeeded, tokens)
    this.#recordsOfFile += kept.length
    this.#position = { offset: last.end, lines: last.number }
    this.#result ??= new ResultFile(this.#job, input.key, this.#context)
    await this.#result.add(kept.map(({ line }) => line))
  }

  #count(succeeded: boolean, tokens: TokenCounts): void {
    this.counts.processed += 1
    this.counts[succeeded ? 'success' : 'error'] += 1
    this.tokens.input += tokens.input
    this.tokens.output += tokens.output
    if (this.counts.processed % PROGRESS_RECORDS === 0) this.#context.onProgress(this)
  }

  async #completeFile(): Promise<void> {
    await this.#result?.complete()
    this.#result = undefined
    this.#fileIndex += 1
    this.#recordsOfFile = 0
    this.#position = { offset: 0, lines: 0 }
  }

  /** Completes the output of what was processed, and the manifest after it. */
  async finish(): Promise<void> {
    if (this.#isFinished) return
    this.#isFinished = true
    await this.#result?.complete()
    this.#result = undefined
    await writeManifest(this.#job, this, this.#context)
  }

  /** Leaves nothing of an output that is not complete. */
  async abort(): Promise<void> {
    await this.#result?.abort()
    this.#result = undefined
  }
}
