import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const TOOL = fileURLToPath(new URL('node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url))
const IGNORER = new URL('ignore-silent.mjs', import.meta.url).href

/** One change to the source, and whether a test saw it. */
export interface Mutant {
  path: string
  line: number
  mutator: string
  before: string
  after: string
  /** `slow`: the tests did not come to an end, which counts as seen. */
  fate: 'killed' | 'slow' | 'survived'
}

interface StrykerReport {
  files: Record<string, { source: string; mutants: StrykerMutant[] }>
}
interface StrykerMutant {
  mutatorName: string
  replacement: string
  status: string
  location: { start: Position; end: Position }
}
interface Position {
  line: number
  column: number
}

/** Runs Stryker in a copy of the project that it may change. `undefined` where Stryker fails, which says why itself. */
export async function runStryker(folder: string, sources: string[]): Promise<Mutant[] | undefined> {
  const configFile = join(folder, 'stryker.config.json')
  writeFileSync(configFile, JSON.stringify(configOf(sources.map((path) => relative(folder, path)))))
  // Not on our standard output, which has the results.
  const child = spawn(process.execPath, [TOOL, 'run', configFile], { cwd: folder, stdio: ['ignore', 2, 2] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) return undefined
  return toMutants(JSON.parse(readFileSync(join(folder, 'mutants.json'), 'utf8')) as StrykerReport)
}

const configOf = (mutate: string[]): object => ({
  mutate,
  inPlace: true,
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.config.mjs', related: false },
  plugins: ['@stryker-mutator/vitest-runner', IGNORER],
  ignorers: ['silent'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_PROCESSES ?? availableParallelism()),
  // Endless loops are rare, and a busy machine is none.
  timeoutMS: 15_000,
  // TypeScript 7 has no API for it, and Node needs no compiler.
  tsconfigFile: 'none',
  reporters: process.stderr.isTTY ? ['json', 'progress'] : ['json'],
  jsonReporter: { fileName: 'mutants.json' },
  logLevel: 'error',
  warnings: false,
})

const FATES: Readonly<Record<string, Mutant['fate']>> = {
  Killed: 'killed',
  Timeout: 'slow',
  Survived: 'survived',
  NoCoverage: 'survived',
}

const toMutants = ({ files }: StrykerReport): Mutant[] =>
  Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => Object.hasOwn(FATES, status))
      .filter((mutant) => !isOfSwitch(mutant, source) && !isWithoutEffect(mutant, source))
      .map(({ mutatorName, replacement, status, location: { start, end } }) => ({
        path,
        line: start.line,
        mutator: mutatorName,
        before: textBetween(source, start, end),
        after: replacement,
        fate: FATES[status]!,
      })),
  )

/** `...(a !== undefined && { a })` with `true`: a member that is undefined is no member of a line. */
function isWithoutEffect({ replacement, location: { start, end } }: StrykerMutant, source: string): boolean {
  const name = /^(\w+) !== undefined$/.exec(textBetween(source, start, end))?.[1]
  if (replacement !== 'true' || name === undefined) return false
  const after = source.split('\n')[end.line - 1]!.slice(end.column - 1)
  return new RegExp(`^ && \\{ (?:\\w+: )?${name} \\}\\)`).test(after)
}

/** Whether a mutant changes what exposeEntries has put around an entry, beside its `true`. */
function isOfSwitch({ mutatorName, location: { start, end } }: StrykerMutant, source: string): boolean {
  const changed = textBetween(source, start, end)
  if (changed === 'true') return mutatorName !== 'BooleanLiteral'
  if (changed.startsWith('true && report.')) return true
  const before = source.split('\n')[start.line - 1]!.slice(0, start.column - 1)
  return before.endsWith('...(true ? ') || /\.\.\.\(true \? .* : $|^ {2}\] ?\] : $/.test(before)
}

/** Columns and lines count from 1. */
function textBetween(source: string, start: Position, end: Position): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1)
  lines[0] = lines[0]!.slice(start.column - 1)
  return lines.join('\n')
}
