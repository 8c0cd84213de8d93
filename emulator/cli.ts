import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Option, type Command } from 'commander'
import { addEmulatorOptions } from './cli-options.ts'
import { clientEnvironment, shellEnvironment, type Environment } from './client-environment.ts'
import type { Emulator, Options } from './index.ts'
import { ConfigError, refuse } from './option-readers.ts'

interface StartOptions extends Options {
  json?: boolean
  readyFile?: string
}

/** `outcrop start`, `exec` and `env`. */
export function addEmulatorCommands(program: Command): void {
  addEmulatorOptions(program.command('start', { isDefault: true }))
    .description('start everything on one port and print its URL (this is also what plain `outcrop` does)')
    .addOption(new Option('--json', 'print one line of JSON when ready, instead of text').env('OUTCROP_JSON'))
    .addOption(new Option('--ready-file <path>', 'write that line to a file when ready').env('OUTCROP_READY_FILE'))
    .action(start)
  addEmulatorOptions(program.command('exec'), undefined, { port: 'port to listen on (default: a free one)' })
    .description('start on a free port, run a command whose AWS and OpenAI SDKs find it, and exit as the command does')
    .usage('[options] -- COMMAND [ARGUMENTS]')
    .argument('[command...]', 'the command and its arguments, after --')
    .passThroughOptions()
    .action(exec)
  addEmulatorOptions(program.command('env'), ['host', 'port', 'region', 'config'], {
    port: 'port that it listens on (default: 4747)',
    host: 'address that it listens on (default: 127.0.0.1)',
  })
    .description('print what a shell needs to reach Outcrop: eval "$(outcrop env)"')
    .option('--json', 'print it as JSON')
    .action(printEnvironment)
}

async function start({ json, readyFile, ...options }: StartOptions): Promise<void> {
  if (readyFile !== undefined) prepareReadyFile(readyFile)
  const { startEmulator, VERSION } = await import('./index.ts')
  const signalled = untilSignal()
  const emulator = await startEmulator(options)
  const ready = JSON.stringify({ url: emulator.url, data: emulator.dataPath, version: VERSION, pid: process.pid })
  process.stdout.write(json ? `${ready}\n` : banner(emulator, VERSION))
  if (readyFile !== undefined) writeWhole(readyFile, `${ready}\n`)
  await signalled
  await emulator.close()
  if (readyFile !== undefined) rmSync(readyFile, { force: true })
}

const banner = ({ url, dataPath, config }: Emulator, version: string): string => `Outcrop ${version} is ready: ${url}

  export AWS_ENDPOINT_URL=${url}
  export OPENAI_BASE_URL=${url}/v1   (answers 501 until the OpenAI side is built)

Data   ${config.data === undefined ? `${dataPath}, removed at the end; --data FOLDER keeps it` : dataPath}
Clock  ${config.clock}
Rules  ${config.relaxed.length === 0 ? "AWS's quotas hold; --relaxed lifts them" : `without ${config.relaxed.join(', ')}`}

Any credentials will do; eval "$(outcrop env)" sets all that an SDK needs. Ctrl-C ends it.
`

/** Takes away what an earlier start left, and finds out whether the file can be written. Throws a ConfigError. */
function prepareReadyFile(path: string): void {
  if (path === '') refuse('the ready file', path, 'must be the path of a file')
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is there, and is no file')
    rmSync(path, { force: true })
    writeFileSync(`${path}.part`, '')
    rmSync(`${path}.part`)
  } catch (error) {
    throw new ConfigError(`the ready file ${path} cannot be written: ${(error as Error).message}`, { cause: error })
  }
}

/** Whoever waits for the file never sees half of it. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
}

/** The first signal asks for the end; the second one does not wait for it. */
async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(128 + constants.signals[signal]))
        resolve()
      })
    }
  })
}

async function exec([command, ...commandArguments]: string[], options: Options): Promise<void> {
  if (command === undefined) throw new ConfigError('there is no command; it stands after --: outcrop exec -- npm test')
  const { toConfig } = await import('./config.ts')
  const { startEmulator } = await import('./index.ts')
  const emulator = await startEmulator(toConfig(options, { port: 0, logLevel: 'warn' }))
  const environment = clientEnvironment(emulator.url, emulator.config.region, process.env)
  const child = spawn(command, commandArguments, {
    stdio: 'inherit',
    env: definedOnly({ ...process.env, ...environment }),
  })
  // From a terminal Ctrl-C reaches the command by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const exitCode = await new Promise<number>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]))
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such command' : error.message
      process.stderr.write(`outcrop: ${command} cannot be run: ${why}\n`)
      resolve(error.code === 'ENOENT' ? 127 : 126)
    })
  })
  await emulator.close()
  process.exitCode = exitCode
}

const definedOnly = (environment: Environment): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined))

async function printEnvironment({ json, ...options }: Options & { json?: boolean }): Promise<void> {
  const { toConfig } = await import('./config.ts')
  const { urlOf } = await import('./listen.ts')
  const { host, port, region } = toConfig(options)
  const environment = shellEnvironment(urlOf(host, port), region, process.env)
  const lines = Object.entries(environment).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}=${value}`,
  )
  process.stdout.write(json ? `${JSON.stringify(definedOnly(environment))}\n` : `${lines.join('\n')}\n`)
}
