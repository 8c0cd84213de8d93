import type { Command } from 'commander'
import { addEmulatorOptions } from '../cli-options.ts'
import type { Options } from '../config.ts'

interface DoctorOptions extends Options {
  json?: boolean
  write?: boolean
}

const SOMETHING_WRONG = 1

/** `outcrop doctor`. */
export function addDoctorCommand(program: Command): void {
  addEmulatorOptions(program.command('doctor'))
    .description('look at what a start with the same options needs, and say what is wrong and what to do')
    .option('--write', 'put a tiny object into each of --buckets in the S3 of --s3 URL, and remove it again')
    .option('--json', 'print it as one line of JSON')
    .action(doctor)
}

async function doctor({ json = false, write = false, ...options }: DoctorOptions): Promise<void> {
  const { toConfig } = await import('../config.ts')
  const config = toConfig(options)
  const [{ showProgress }, { checksOf }, { runChecks }, { isAllRight, toJson, toText }] = await Promise.all([
    import('../progress.ts'),
    import('./checks.ts'),
    import('./run-checks.ts'),
    import('./report.ts'),
  ])
  const progress = showProgress()
  progress('looking at everything')
  const rows = await runChecks(await checksOf(config, { environment: process.env, isWritten: write }))
  progress(undefined)
  const text = json ? toJson(rows) : toText(rows, process.stdout)
  const exitCode = isAllRight(rows) ? 0 : SOMETHING_WRONG
  // What did not end in time shall not keep the process from ending.
  process.stdout.write(text, () => process.exit(exitCode))
}
