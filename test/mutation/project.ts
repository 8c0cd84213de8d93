import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { exposeEntries } from './expose-entries.ts'
import { ROOT, squaresOf, TESTS, testsOf } from './families.ts'

/** What the tests of a mapping need of the project, besides themselves. */
const NEEDED = [
  'package.json',
  'translator',
  'emulator',
  'fixtures',
  'test/support',
  'test/translator/formats',
  'test/translator/squares.test.ts',
  'test/translator/settings.test.ts',
]

/** Below the folder that is copied, whatever its own path may be. */
const isCopied = (path: string): boolean =>
  !/(?:^|\/)(?:node_modules|fixtures\/families)(?:\/|$)/.test(path.slice(ROOT.length).replaceAll('\\', '/'))

/** A copy of the project that has one family's tests and squares only, and shows Stryker the entries of its tables. */
export function makeProject(family: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-mutation-'))
  for (const path of NEEDED) cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: isCopied })
  for (const path of [...testsOf(family), ...squaresOf(family)])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  rewrite(sourcesOf(folder, family), exposeEntries)
  rewrite(pathsBelow(join(folder, TESTS)), (source) => source.replaceAll(/numRuns: \d+/g, `numRuns: ${RUNS}`))
  writeFileSync(join(folder, 'load-first.ts'), importsOf(folder, family))
  writeFileSync(join(folder, 'all.test.ts'), allTests(folder))
  writeFileSync(join(folder, 'vitest.config.mjs'), VITEST_CONFIG)
  return folder
}

export const sourcesOf = (folder: string, family: string): string[] => {
  const sources = join(folder, 'translator/families', family)
  return readdirSync(sources).map((name) => join(sources, basename(name)))
}

const pathsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path))

function rewrite(paths: string[], change: (source: string) => string): void {
  for (const path of paths) writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Of each property: hundreds for each mutant would take days. With a seed, so that a score is the same tomorrow. */
const RUNS = 20
const SEED = 1

/**
 * A mapping is loaded when the first line needs it. Stryker would believe that only the test of this first line can see a
 * table of it, so that all is loaded before any test.
 */
const importsOf = (folder: string, family: string): string => `import * as fc from 'fast-check'
fc.configureGlobal({ numRuns: ${RUNS}, seed: ${SEED} })
${sourcesOf(folder, family)
  .map((path) => `import './translator/families/${family}/${basename(path)}'\n`)
  .join('')}`

/** All tests as one file: Vitest starts a thread for each, and for each mutant again. */
const allTests = (folder: string): string => `import { describe } from 'vitest'
${readdirSync(join(folder, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?:families|squares|settings).*\.test\.ts$/.test(path))
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => `describe('${path}', async () => void (await import('./test/${path}')))\n`)
  .join('')}`

const VITEST_CONFIG = `export default {
  test: { include: ['all.test.ts'], setupFiles: ['load-first.ts'], testTimeout: 20_000 },
}
`
