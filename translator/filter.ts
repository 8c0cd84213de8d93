import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { toOneLine } from './formats/one-line.ts'
import { MOST_ERRORS_SHOWN } from './summary-report.ts'

/** Also the end of what nobody foresaw: 1 would say that all lines had their turn. */
export const UNUSABLE = 2

/** Hands on each part, and gives what the generator returns. */
export async function pump<Part, Summary>(
  parts: AsyncGenerator<Part, Summary>,
  write: (part: Part) => Promise<void>,
): Promise<Summary> {
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return value
    await write(value)
  }
}

export interface Outputs {
  write(output: Buffer, errors: Buffer): Promise<void>
}

/** Opens the files, runs, closes them; what goes wrong with them is one line. */
export async function run(errorsPath: string | undefined, work: (outputs: Outputs) => Promise<void>): Promise<void> {
  const output = new Output(process.stdout)
  let errors: Output | undefined
  let failure: unknown
  try {
    if (errorsPath !== undefined) errors = new Output(await openForWriting(errorsPath))
    await work({
      async write(lines, errorLines) {
        await output.write(lines)
        if (errors) await errors.write(errorLines)
        else showErrors(errorLines)
      },
    })
    await output.flush()
  } catch (error) {
    failure = error
  }
  // What was refused so far is told also where the rest has no turn.
  await errors?.close().catch((error: unknown) => (failure ??= error))
  if (failure !== undefined) await failFor(failure as NodeJS.ErrnoException)
}

async function failFor(error: NodeJS.ErrnoException): Promise<void> {
  const { LineTooLongError, UnknownSettingError, UnmappedModelError } = await import('./index.ts')
  const { code, message, stack = message } = error
  const isForeseen =
    typeof code === 'string' ||
    [LineTooLongError, UnknownSettingError, UnmappedModelError].some((known) => error instanceof known)
  fail(code === 'EPIPE' ? READER_LEFT : isForeseen ? message : stack)
  // Nobody waits for what is still to come in.
  process.stdin.destroy()
}

/** As `head` does. */
const READER_LEFT = 'who reads standard output left before the end: what was read of it is not the whole'

/** A stream that may break at any time; the next that is done with it throws why. */
class Output {
  readonly #stream: Writable
  #broken: Error | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error) => (this.#broken ??= error))
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#broken) throw this.#broken
    if (bytes.length > 0 && !this.#stream.write(bytes)) await once(this.#stream, 'drain')
  }

  /** Waits until all is written. */
  async flush(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#stream.write('', (error) => (error ? reject(error) : resolve()))
    await promise
    if (this.#broken) throw this.#broken
  }

  async close(): Promise<void> {
    if (this.#broken) throw this.#broken
    await finished(this.#stream.end())
  }
}

async function openForWriting(path: string): Promise<Writable> {
  const file = createWriteStream(path)
  await once(file, 'open')
  return file
}

let errorsShown = 0

/** Where there is no file for them, refused lines are shown, the first of them. */
function showErrors(errors: Buffer): void {
  if (errorsShown >= MOST_ERRORS_SHOWN || errors.length === 0) return
  const lines = errors
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  report(lines.slice(0, MOST_ERRORS_SHOWN - errorsShown).map((line) => `refused: ${line}`))
  errorsShown += lines.length
}

const say = (text: string): void => void process.stderr.write(`outcrop: ${toOneLine(text)}\n`)

export function fail(message: string): void {
  say(message)
  process.exitCode = UNUSABLE
}

export const report = (lines: string[]): void => lines.forEach(say)
