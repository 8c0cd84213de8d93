import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median } from '../measure.ts'
import { startServer } from '../s3/server.ts'
import { ms, printTable } from './table.ts'

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))

const VARIANTS = [
  { name: 'compiled', cli: 'dist/cli.js', environment: {} },
  { name: 'compiled, without a compile cache', cli: 'dist/cli.js', environment: { NODE_DISABLE_COMPILE_CACHE: '1' } },
  { name: 'sources', cli: 'cli.ts', environment: {} },
  { name: 'sources, without a compile cache', cli: 'cli.ts', environment: { NODE_DISABLE_COMPILE_CACHE: '1' } },
]

/** The first answer of each API comes from a process of its own: it is there that the API is loaded. */
const FIRST = [
  { name: 'ListBuckets', path: '/' },
  { name: 'ListModelInvocationJobs', path: '/model-invocation-jobs' },
  { name: 'health', path: '/_outcrop/health' },
]

/** Milliseconds of a Node that does nothing: nobody starts faster. */
async function emptyNode(): Promise<number> {
  const started = performance.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return performance.now() - started
}

export async function measureStart({ rounds }: { rounds: number }): Promise<void> {
  if (spawnSync(process.execPath, [pathOf('toolchain/build.mjs')], { cwd: pathOf(''), stdio: 'inherit' }).status !== 0)
    throw new Error('the program could not be compiled')
  const empty: number[] = []
  const times = VARIANTS.map(() => ({ ready: [] as number[], first: FIRST.map((): number[] => []) }))
  // The first round fills the compile cache, and does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, { name, cli, environment }] of VARIANTS.entries())
      for (const [which, { path }] of FIRST.entries()) {
        const nothing = await emptyNode()
        const started = performance.now()
        await using server = await startServer(name, [], { cli: pathOf(cli), environment })
        const ready = performance.now() - started
        const { status } = await fetch(`${server.url}${path}`)
        const answered = performance.now() - started
        if (status !== 200) throw new Error(`${path} is answered with ${status}`)
        if (round === 0) continue
        empty.push(nothing)
        times[index]!.ready.push(ready)
        times[index]!.first[which]!.push(answered)
      }
  printTable(
    `Start, in ms, middle of ${rounds}; a Node that does nothing takes ${ms(median(empty))}`,
    ['', 'ready', ...FIRST.map(({ name }) => `first answer: ${name}`)],
    VARIANTS.map(({ name }, index) => {
      const { ready, first } = times[index]!
      return [name, ms(median(ready)), ...first.map((all) => ms(median(all)))]
    }),
  )
}
