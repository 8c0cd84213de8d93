// oxlint-disable-next-line import/no-unassigned-import -- It only checks, and must come first.
import './check-node.ts'
import packageJson from 'outcrop/package.json' with { type: 'json' }
import type { JobStatus } from '../translator/formats/bedrock/job-status.ts'
import { SyntheticAnswers } from './answers/synthetic.ts'
import { createApp } from './app.ts'
import { ManualClock, RealClock } from './clock.ts'
import { clockMemory } from './clock-memory.ts'
import { ConfigError, toConfig, type Config, type Options } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { logJobs } from './jobs/job-log.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { JobStore } from './jobs/job-store.ts'
import type { Job } from './jobs/job.ts'
import { runUntil } from './jobs/run-until.ts'
import { Limits } from './limits.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { readAdvance } from './option-readers.ts'
import { EmbeddedObjectStore } from './object-store/embedded-object-store.ts'
import { createResponders } from './responders/index.ts'

export { ConfigError, type Config, type Options } from './config.ts'
export type { Job } from './jobs/job.ts'

export const VERSION: string = packageJson.version

export type Resettable = 'all' | 'jobs' | 's3'

/** A running emulator; `await using` ends it. */
export interface Emulator extends AsyncDisposable {
  /** The endpoint of every client: `http://127.0.0.1:<port>`. */
  url: string
  config: Config
  /** Where state is kept. */
  dataPath: string
  clock: {
    /** Epoch milliseconds. */
    now(): number
    /** Turns a manual clock on, by milliseconds or a duration such as `2h`; what falls due on the way has happened then. */
    advance(duration: number | string): Promise<void>
  }
  jobs: {
    /** Resolves with the job when it has the status; turns a manual clock for it. Rejects when the job ends otherwise. */
    runUntil(jobArn: string, status: JobStatus): Promise<Job>
  }
  /** Forgets jobs, objects and buckets; the configured buckets are made anew. */
  reset(what?: Resettable): Promise<void>
  /** Answers open requests, then ends. Unfinished jobs of a kept data folder go on at the next start. */
  close(): Promise<void>
}

/** Starts the emulator. Rejects with a ConfigError when the options, the port or the data folder cannot be used. */
export async function startEmulator(options: Options = {}): Promise<Emulator> {
  const config = toConfig(options)
  const folder = openDataFolder(config.data)
  try {
    return await startIn(folder, config)
  } catch (error) {
    folder.close()
    throw error
  }
}

async function startIn(folder: ReturnType<typeof openDataFolder>, config: Config): Promise<Emulator> {
  const { database } = folder
  const log = createLog(config.logLevel)
  for (const path of folder.sweptPaths) log.info(`removed ${path}, left behind by an Outcrop that was killed`)
  const logFailure = (error: unknown): void => log.error('what was due could not be done, and is tried again', error)
  const clock = config.clock === 'manual' ? new ManualClock(clockMemory(database)) : new RealClock(logFailure)
  const objects = new EmbeddedObjectStore({
    database,
    folder: folder.objectsPath,
    durable: !folder.isTemporary,
    now: () => clock.now(),
  })
  const sweptBodies = await objects.sweep()
  if (sweptBodies > 0) log.info(`removed ${sweptBodies} unfinished objects, left behind by an Outcrop that was killed`)
  const jobs = new JobStore(database)
  logJobs(jobs, log)
  const seed = config.seed ?? ''
  const responders = createResponders(config.unverified)
  const { phases, unverified } = config
  const shared = { jobs, clock, phases, unverified, limits: new Limits(config.relaxed, config.quotas) }
  const answers = new SyntheticAnswers({ seed })
  const runner = new JobRunner({
    ...shared,
    objects,
    seed,
    log,
    answering: (job) => ({ ...responders.of(job), answers }),
  })
  const makeBuckets = (): void => {
    for (const name of config.buckets)
      if (!objects.buckets.find(name))
        objects.buckets.create({ name, region: config.region, account: config.accountId })
  }
  const reset = async (what: Resettable = 'all'): Promise<void> => {
    if (what !== 's3') await runner.reset()
    if (what !== 'jobs') await objects.reset()
    makeBuckets()
  }
  makeBuckets()
  const bedrock = { ...shared, runner, findResponder: responders.find, idSeed: config.seed }
  const app = await createApp({ config, bedrock, objects, admin: { version: VERSION, clock, jobs, reset }, log })
  const url = await listen(app.server, config)
  clock.drive(runner)
  const close = async (): Promise<void> => {
    await app.close()
    jobs.close()
    await runner.close()
    await clock.close()
    folder.close()
  }
  return {
    url,
    config,
    dataPath: folder.path,
    clock: { now: () => clock.now(), advance: (duration) => advance(clock, duration) },
    jobs: { runUntil: (jobArn, status) => runUntil(jobArn, status, { jobs, clock }) },
    reset,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function advance(clock: ManualClock | RealClock, duration: number | string): Promise<void> {
  if (clock instanceof RealClock)
    throw new ConfigError("the clock moves by itself; start with clock: 'manual' to turn it")
  await clock.advance(readAdvance(duration, clock.now()))
}
