import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
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
  const { LineTooLongError, UnknownSettingError, UnmappedModelError } = await import('./index.ts')
  try {
    const errorFile = errorsPath === undefined ? undefined : await openForWriting(errorsPath)
    // The reader of a pipe may leave before the end, as `head` does.
    process.stdout.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? process.exit(0) : end(error),
    )
    errorFile?.on('error', end)
    await work({
      async write(output, errors) {
        await writeTo(process.stdout, output)
        if (errorFile) await writeTo(errorFile, errors)
        else showErrors(errors)
      },
    })
    if (errorFile) await finished(errorFile.end())
  } catch (error) {
    const { code, message, stack = message } = error as NodeJS.ErrnoException
    const isForeseen =
      error instanceof UnmappedModelError ||
      error instanceof UnknownSettingError ||
      error instanceof LineTooLongError ||
      typeof code === 'string'
    fail(isForeseen ? message : stack)
  }
}

/** What cannot be written ends the program at once. */
function end({ message }: Error): never {
  fail(message)
  process.exit()
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

async function writeTo(stream: Writable, bytes: Buffer): Promise<void> {
  if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain')
}

export function fail(message: string): void {
  process.stderr.write(`outcrop: ${message}\n`)
  process.exitCode = UNUSABLE
}

export const report = (lines: string[]): void =>
  void process.stderr.write(lines.map((line) => `outcrop: ${line}\n`).join(''))
