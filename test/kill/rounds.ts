import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { createRandom } from '../../emulator/random.ts'
import { bodyFilesOf } from '../support/store.ts'
import { checkBuckets } from './bucket-operations.ts'
import { burst } from './burst.ts'
import { eventually, runCalmly } from './calm-run.ts'
import { checkAllJobs, checkJobs } from './check-jobs.ts'
import { checkObjects } from './check-objects.ts'
import { checkUploads, completeSome } from './check-uploads.ts'
import { Figures, sweptIn, type Moment } from './figures.ts'
import { removeAll } from './remove-all.ts'
import { startServer, type KillServer } from './server.ts'
import type { World } from './world.ts'

/** Servers over one data folder, one after the other, and what their clients know. */
export interface Rounds {
  folder: string
  seed: string
  world: World
  figures: Figures
}

const dataOf = ({ folder }: Pick<Rounds, 'folder'>): string => join(folder, 'data')
const start = (rounds: Pick<Rounds, 'folder'>): KillServer =>
  startServer(dataOf(rounds), join(rounds.folder, 'compiled'))

export async function beginRounds(folder: string, seed: string): Promise<Rounds> {
  mkdirSync(dataOf({ folder }), { recursive: true })
  const server = start({ folder })
  const world = await runCalmly(await server.ready)
  await server.end()
  return { folder, seed, world, figures: new Figures() }
}

/** One start, what was acknowledged before held against what is there now, and one kill. */
export async function runRound(rounds: Rounds, round: number): Promise<void> {
  const { world, figures, seed } = rounds
  world.random = createRandom(seed, round)
  const moment = chooseMoment(world)
  const filesBefore = bodyFilesOf(dataOf(rounds)).length
  const server = start(rounds)
  const { log, underWay } = await (
    moment === 'start' ? killStart(server, world) : killRunning(server, rounds, moment)
  ).catch(async (error: unknown) => {
    const said = server.hasEnded() ? 'the server had ended by itself' : 'the server was running'
    throw new Error(`${said}, and said:\n${await server.kill()}`, { cause: error })
  })
  figures.addKill(moment, underWay, log)
  expect(sweptIn(log).files).toBeLessThanOrEqual(filesBefore)
}

interface Killed {
  log: string
  /** Names of what was being asked for. */
  underWay: string[]
}

function chooseMoment({ random }: World): Moment {
  const dice = random.integer(20)
  return dice < 2 ? 'start' : dice < 4 ? 'end' : 'requests under way'
}

async function killStart(server: KillServer, { random }: World): Promise<Killed> {
  await setTimeout(random.integer(500))
  return { log: await server.kill(), underWay: [] }
}

async function killRunning(server: KillServer, { world, figures }: Rounds, moment: Moment): Promise<Killed> {
  world.clients = await server.ready
  await check(world)
  const clients = burst(world, figures)
  await clients.ripe
  clients.stop()
  const underWay = Array.from(clients.underWay, ({ name }) => name)
  if (moment === 'end') {
    server.askToEnd()
    await setTimeout(world.random.integer(30))
  }
  const log = await server.kill()
  await clients.ended
  return { log, underWay }
}

async function check(world: World): Promise<void> {
  await checkUploads(world)
  await checkObjects(world)
  await checkBuckets(world)
  await checkJobs(world)
  await completeSome(world)
}

/** A last start, and no kill: all jobs end, all can be removed, and then no file is left that no object has. */
export async function endRounds(rounds: Rounds): Promise<void> {
  const { world } = rounds
  const server = start(rounds)
  world.clients = await server.ready
  await check(world)
  const unchecked = async (): Promise<number> => {
    await checkJobs(world)
    return world.jobs.unchecked.length
  }
  await expect.poll(unchecked, eventually).toBe(0)
  await checkAllJobs(world)
  await removeAll(world)
  await server.end()
  expect(bodyFilesOf(dataOf(rounds))).toEqual([])
  expect(readdirSync(dataOf(rounds)).toSorted()).toEqual(['objects', 'outcrop.sqlite', 'spare-room'])
}
