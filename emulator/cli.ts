import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Option, type Command } from 'commander'
import { addEmulatorOptions } from './cli-options.ts'
import { addDoctorCommand } from './doctor/command.ts'
import { clientEnvironment, shellEnvironment, type Environment } from './client-environment.ts'
import { EndAsked, onEndSignal, untilAsked, type EndSignal } from './end-signal.ts'
import type { Emulator, Options, StartHooks } from './index.ts'
import { boundNewSpace } from './new-space.ts'
import { ConfigError } from './option-readers.ts'
import { showProgress } from './progress.ts'
import { prepareReadyFile, removeReadyFile, writeReadyFile } from './ready-file.ts'

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
    .description('print what a shell needs to reach Outcrop, and the S3 behind one that runs: eval "$(outcrop env)"')
    .option('--json', 'print it as JSON')
    .action(printEnvironment)
  addDoctorCommand(program)
}

async function start({ json, readyFile, ...options }: StartOptions): Promise<void> {
  if (readyFile !== undefined) prepareReadyFile(readyFile)
  const { startEmulator, VERSION } = await import('./index.ts')
  const { banner, readyLine } = await import('./banner.ts')
  using end = onEndSignal()
  const emulator = await startUnlessEnded(startEmulator, options, end)
  const ready = readyLine(emulator, VERSION)
  try {
    process.stdout.write(json ? ready : banner(emulator, VERSION))
    if (readyFile !== undefined) writeReadyFile(readyFile, ready)
    await untilAsked(end)
  } finally {
    await emulator.close()
  }
  if (readyFile !== undefined) removeReadyFile(readyFile)
}

/** Where the start was broken off by a signal, the process ends as one that was ended by it. */
async function startUnlessEnded(
  startEmulator: (options: Options, hooks: StartHooks) => Promise<Emulator>,
  options: Options,
  { signal }: EndSignal,
): Promise<Emulator> {
  boundNewSpace()
  try {
    return await startEmulator(options, { signal, progress: showProgress() })
  } catch (error) {
    // An image may still be on its way, which nobody waits for any more.
    if (error instanceof EndAsked) process.exit(error.exitCode)
    throw error
  }
}

async function exec([command, ...commandArguments]: string[], options: Options): Promise<void> {
  if (command === undefined) throw new ConfigError('there is no command; it stands after --: outcrop exec -- npm test')
  const { toConfig } = await import('./config.ts')
  const { startEmulator } = await import('./index.ts')
  const end = onEndSignal(['SIGINT', 'SIGTERM', 'SIGHUP'])
  const emulator = await startUnlessEnded(startEmulator, toConfig(options, { port: 0, logLevel: 'warn' }), end)
  end[Symbol.dispose]()
  process.exitCode = end.signal.aborted
    ? (end.signal.reason as EndAsked).exitCode
    : await runCommand(command, commandArguments, emulator)
  await emulator.close()
}

/** Resolves to the code that the command ends with, or to what a shell says of one that was killed or is none. */
async function runCommand(command: string, commandArguments: string[], emulator: Emulator): Promise<number> {
  const { url, config, s3 } = emulator
  const environment = clientEnvironment(url, config.region, process.env, s3, config.credentials[0])
  const child = spawn(command, commandArguments, {
    stdio: 'inherit',
    env: definedOnly({ ...process.env, ...environment }),
  })
  // From a terminal Ctrl-C reaches the command by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return await new Promise<number>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]))
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such command' : error.message
      process.stderr.write(`outcrop: ${command} cannot be run: ${why}\n`)
      resolve(error.code === 'ENOENT' ? 127 : 126)
    })
  })
}

const definedOnly = (environment: Environment): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined))

async function printEnvironment({ json, ...options }: Options & { json?: boolean }): Promise<void> {
  const { toConfig } = await import('./config.ts')
  const { urlOf } = await import('./listen.ts')
  const { askForS3 } = await import('./ask-for-s3.ts')
  const { host, port, region, credentials } = toConfig(options)
  const url = urlOf(host, port)
  const environment = shellEnvironment(url, region, process.env, await askForS3(url), credentials[0])
  const lines = Object.entries(environment).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}=${value}`,
  )
  process.stdout.write(json ? `${JSON.stringify(definedOnly(environment))}\n` : `${lines.join('\n')}\n`)
}
