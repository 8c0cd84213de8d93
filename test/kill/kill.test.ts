import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/store.ts'
import { beginRounds, endRounds, runRound } from './rounds.ts'

/** Few among all other tests; `npm run test:kill` has its own number. */
const { OUTCROP_KILL_ROUNDS: asked = '' } = process.env
const { OUTCROP_KILL_SEED: again = '' } = process.env
/** Many are made in two lanes at once, each with a server and a seed of its own; what is repeated is one lane. */
const LANES = asked === '' || again !== '' ? 1 : 2
const ROUNDS = Math.ceil(Number(asked || 4) / LANES)
const SEEDS = Array.from({ length: LANES }, () => again || String(randomInt(1e9)))

test(
  'whenever it is killed, what was acknowledged is there and whole, and every job goes on as if nothing had happened',
  { timeout: 30_000 + ROUNDS * 10_000 },
  async () => {
    await Promise.all(SEEDS.map(runLane))
  },
)

async function runLane(seed: string): Promise<void> {
  using folder = temporaryFolder()
  const rounds = await beginRounds(folder.path, seed)
  for (let round = 0; round < ROUNDS; round += 1) {
    try {
      await runRound(rounds, round)
    } catch (error) {
      const command = `OUTCROP_KILL_SEED=${seed} OUTCROP_KILL_ROUNDS=${round + 1}`
      throw new Error(`round ${round} of seed ${seed} failed (again with ${command})`, { cause: error })
    }
  }
  await endRounds(rounds)
  expect(rounds.figures.kills).toBe(ROUNDS)
  if (asked !== '') process.stdout.write(`${rounds.figures.toString()}\nseed: ${seed}\n`)
}
