import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/store.ts'
import { beginRounds, endRounds, runRound } from './rounds.ts'

/** Few among all other tests; `npm run test:kill` has its own number. */
const { OUTCROP_KILL_ROUNDS: asked = '' } = process.env
const ROUNDS = Number(asked || 4)
const SEED = process.env['OUTCROP_KILL_SEED'] || String(randomInt(1e9))

test(
  'whenever it is killed, what was acknowledged is there and whole, and every job goes on as if nothing had happened',
  { timeout: 30_000 + ROUNDS * 10_000 },
  async () => {
    using folder = temporaryFolder()
    const rounds = await beginRounds(folder.path, SEED)
    for (let round = 0; round < ROUNDS; round += 1) {
      try {
        await runRound(rounds, round)
      } catch (error) {
        const again = `OUTCROP_KILL_SEED=${SEED} OUTCROP_KILL_ROUNDS=${round + 1}`
        throw new Error(`round ${round} of seed ${SEED} failed (again with ${again})`, { cause: error })
      }
    }
    await endRounds(rounds)
    expect(rounds.figures.kills).toBe(ROUNDS)
    if (asked !== '') process.stdout.write(`${rounds.figures.toString()}\nseed: ${SEED}\n`)
  },
)
