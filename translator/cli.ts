import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { Option, type Command } from 'commander'
import { fail, pump, report, run, UNUSABLE } from './filter.ts'
import type { TranslateInputOptions, TranslateOutputOptions } from './index.ts'
import { toInputReport, toOutputReport } from './summary-report.ts'

const SOME_LINES_BAD = 1

interface FileOptions {
  model: string
  errors?: string
}

interface InputCommandOptions extends FileOptions, Omit<TranslateInputOptions, 'modelId' | 'settings'> {
  setting?: Record<string, string>
  allowEmpty?: boolean
  openaiLimits?: boolean
}

interface OutputCommandOptions extends FileOptions {
  modelName?: string
  created?: string
  input?: string
  missing?: 'expired' | 'cancelled'
}

/** `outcrop translate input` and `outcrop translate output`. */
export function addTranslateCommands(program: Command): void {
  const translate = program
    .command('translate')
    .description('turn OpenAI batch lines into Bedrock records, and the records of a finished job back')
  withFileOptions(translate.command('input'))
    .description('OpenAI batch lines on stdin, Bedrock records on stdout')
    .option('--converse', 'write Converse bodies instead of the model’s own')
    .addOption(
      new Option(
        '--unsupported <policy>',
        'parameters that the model has no word for: an error of the line, or dropped',
      )
        .choices(['error', 'drop'])
        .default('error'),
    )
    .addOption(
      new Option('--setting <name=value...>', 'what is not known of AWS, as docs/unverified.md lists it').argParser(
        readSetting,
      ),
    )
    .option('--openai-limits', 'refuse a file that OpenAI would refuse for its size: 50,000 lines, 200 MB')
    .option('--fan-out', 'make several records of a line where it asks for several answers')
    .option('--allow-empty', 'nothing on stdin is good, as a split of a file may be empty')
    .action(translateInputCommand)
  withFileOptions(translate.command('output'))
    .description('the output records of a job on stdin, OpenAI output lines on stdout')
    .option('--model-name <name>', 'the model as the lines name it (default: the model)')
    .option('--created <seconds>', 'when the answers were made, in epoch seconds (default: now)')
    .option('--input <file>', 'the records that went in, or the lines: those without output become error lines')
    .addOption(
      new Option('--missing <reason>', 'why lines have no output').choices(['expired', 'cancelled']).default('expired'),
    )
    .action(translateOutputCommand)
}

/** Several of them make one object; what they may be, toSettings knows. */
function readSetting(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name, ...value] = text.split('=')
  return { ...before, [name!]: value.join('=') }
}

const withFileOptions = (command: Command): Command =>
  command
    .requiredOption('--model <id>', 'the Bedrock model: an id, a profile id or an ARN')
    .option('--errors <file>', 'write the error lines there (default: the first of them go to stderr)')

async function translateInputCommand({
  model,
  errors,
  setting = {},
  allowEmpty = false,
  openaiLimits = false,
  ...options
}: InputCommandOptions): Promise<void> {
  const { OPENAI_LIMITS, translateInput } = await import('./index.ts')
  const limits = openaiLimits ? { limits: OPENAI_LIMITS } : {}
  await run(errors, async (outputs) => {
    const summary = await pump(
      translateInput(process.stdin, { modelId: model, settings: setting, ...limits, ...options }),
      (part) => outputs.write(part.records, part.errors),
    )
    const batchErrors = summary.batchErrors.filter(({ code }) => !allowEmpty || code !== 'empty_file')
    report(toInputReport({ ...summary, batchErrors }))
    if (batchErrors.length > 0) process.exitCode = UNUSABLE
    else if (summary.errorCount > 0) process.exitCode = SOME_LINES_BAD
  })
}

async function translateOutputCommand({
  model,
  errors,
  input,
  created,
  ...options
}: OutputCommandOptions): Promise<void> {
  const { translateOutput } = await import('./index.ts')
  const seconds = created === undefined ? undefined : toSeconds(created)
  if (Number.isNaN(seconds)) return fail(`--created ${created} is not a number of seconds`)
  await run(errors, async (outputs) => {
    const settings: TranslateOutputOptions = {
      modelId: model,
      ...options,
      ...(seconds !== undefined && { created: seconds }),
      ...(input !== undefined && { input: await openForReading(input) }),
    }
    const summary = await pump(translateOutput(process.stdin, settings), (part) =>
      outputs.write(part.lines, part.errors),
    )
    report(toOutputReport(summary))
    if (summary.unusableCount > 0) process.exitCode = UNUSABLE
    else if (summary.errorCount > 0) process.exitCode = SOME_LINES_BAD
  })
}

async function openForReading(path: string): Promise<Readable> {
  const file = createReadStream(path)
  await once(file, 'open')
  return file
}

const toSeconds = (text: string): number => (/^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN)
