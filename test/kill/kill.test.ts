import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/store.ts'
import { beginRounds, endRounds, runRound } from './rounds.ts'

const ROUNDS = Number(process.env['OUTCROP_KILL_ROUNDS'] || 4)
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
    process.stdout.write(`${rounds.figures.toString()}\nseed: ${SEED}\n`)
  },
)
