// Changes each mapping in small ways, one at a time, and says which changes no test saw: npm run mutate -- [FAMILY ...]
//
// Stryker makes the changes and runs the tests. It is installed on the first run, beside this file: only who runs this
// needs it. Exit code 1: fewer changes are seen than test/README.md says; 2: some family could not be checked.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FAMILIES } from './families.ts'
import { makeProject, sourcesOf } from './project.ts'
import { isBelow, scoreOf, toLine, writtenScores } from './score.ts'
import { runStryker, type Mutant } from './stryker.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const README = fileURLToPath(new URL('../README.md', import.meta.url))

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function install(): void {
  if (existsSync(`${here}/node_modules/@stryker-mutator/core`)) return
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('Stryker could not be installed')
}

async function mutate(family: string): Promise<Mutant[] | undefined> {
  const folder = makeProject(family)
  try {
    return await runStryker(folder, sourcesOf(folder, family))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((family) => !FAMILIES.includes(family))
if (unknown.length > 0) {
  process.stderr.write(`no such family: ${unknown.join(', ')}; there are ${FAMILIES.join(', ')}\n`)
  process.exit(2)
}

install()
const written = writtenScores(readFileSync(README, 'utf8'))
const rows: string[] = []

/** Says what survived of one family's mutants. */
function report(family: string, mutants: Mutant[]): void {
  for (const mutant of mutants) if (mutant.fate !== 'killed') say(toLine(mutant))
  const { survived, percent } = scoreOf(mutants)
  rows.push(`| ${family} | ${mutants.length} | ${survived} | ${percent} % |`)
  if (!isBelow(percent, written.get(family))) return
  say(`${family}: ${percent} % were seen, and test/README.md has ${written.get(family) ?? 'nothing'}`)
  process.exitCode = 1
}

for (const family of wanted.length > 0 ? wanted : FAMILIES) {
  if (process.stderr.isTTY) process.stderr.write(`${family}\n`)
  const mutants = await mutate(family)
  if (mutants) report(family, mutants)
  else say(`${family}: not checked; why is said above`)
  process.exitCode ??= mutants ? undefined : 2
}
say(['', '| family | mutants | survived | score |', '|---|---|---|---|', ...rows].join('\n'))
