import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { COMPILED } from './compile-cache.ts'
import { temporaryFolder } from './store.ts'

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url))

export interface CliRun {
  process: ChildProcess
  /** Resolves with the first line of stdout. */
  firstLine: Promise<string>
  /** What is on stderr by now. */
  log: () => string
  /** Resolves when the command has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>
}

/**
 * Runs `outcrop` with arguments, and an input, in a process of its own, which does not outlive the test. `through`: a command
 * that becomes the one behind it.
 */
export function outcrop(
  commandArguments: string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
  through: string[] = [],
): CliRun {
  // A place of its own: what others left behind in the common one would be swept, and told on stderr.
  const place = temporaryFolder()
  const [program, ...programArguments] = [...through, process.execPath, cli, ...commandArguments]
  const child = spawn(program!, programArguments, {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: place.path,
      NODE_COMPILE_CACHE: process.env[COMPILED],
      ...environment,
    },
    stdio: 'pipe',
  })
  // A program that does not read to the end is no error of the test.
  child.stdin.on('error', () => undefined).end(input)
  let stdout = ''
  let stderr = ''
  const firstLine = Promise.withResolvers<string>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (stdout.includes('\n')) firstLine.resolve(stdout.split('\n')[0]!)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }))
  void ended.then(() => firstLine.reject(new Error(`outcrop ended before it printed a line: ${stderr}`)))
  firstLine.promise.catch(() => undefined)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    place[Symbol.dispose]()
  })
  return { process: child, firstLine: firstLine.promise, log: () => stderr, ended }
}
