// oxlint-disable-next-line import/no-unassigned-import -- It only checks, and must come first.
import './check-node.ts'
import packageJson from 'outcrop/package.json' with { type: 'json' }
import type { JobStatus } from '../translator/formats/bedrock/job-status.ts'
import { SyntheticAnswers } from './answers/synthetic.ts'
import { createApp } from './app.ts'
import { catalogueLoader } from './catalogue/index.ts'
import { ManualClock, RealClock, type ClockMemory } from './clock.ts'
import { clockMemory } from './clock-memory.ts'
import { ConfigError, toConfig, type Config, type Options } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import type { RequestEntry } from './journal/describe.ts'
import { Journal } from './journal/journal.ts'
import { RequestCounts } from './journal/request-counts.ts'
import { findRequests, type RequestFilter } from './journal/request-filter.ts'
import { JobCounts } from './jobs/job-counts.ts'
import { logJobs } from './jobs/job-log.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { JobStore } from './jobs/job-store.ts'
import type { Job } from './jobs/job.ts'
import { runUntil } from './jobs/run-until.ts'
import { leaveManualClock } from './leave-manual-clock.ts'
import { Limits } from './limits.ts'
import { listen } from './listen.ts'
import { loadOnce } from './load-once.ts'
import { createLog, RecentEvents, type Log } from './log.ts'
import { readAdvance } from './option-readers.ts'
import { createReset, type Resettable } from './reset.ts'
import type { Responders } from './responders/index.ts'
import { openS3, type DirectAccess } from './s3-backend/index.ts'

export { ConfigError, type Config, type Options } from './config.ts'
export type { Job } from './jobs/job.ts'
export type { RequestEntry } from './journal/describe.ts'
export type { RequestFilter } from './journal/request-filter.ts'
export type { Resettable } from './reset.ts'
export type { DirectAccess } from './s3-backend/index.ts'

export const VERSION: string = packageJson.version

/** A running emulator; `await using` ends it. */
export interface Emulator extends AsyncDisposable {
  /** The endpoint of every client: `http://127.0.0.1:<port>`. */
  url: string
  config: Config
  /** Where state is kept. */
  dataPath: string
  /** How the S3 behind it is reached without it; `undefined` for the embedded one, which cannot be. */
  s3: DirectAccess | undefined
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
  /**
   * What clients asked for, oldest first, of the last 1,000 requests to every API but the admin API; nothing secret is in it.
   */
  requests(filter?: RequestFilter): RequestEntry[]
  /**
   * Forgets the journal of requests, jobs, objects and buckets; the configured buckets are made anew. In an S3 that was given by its URL, objects and
   * buckets stay, and `s3` alone is refused.
   */
  reset(what?: Resettable): Promise<void>
  /** Answers open requests, then ends. Unfinished jobs of a kept data folder go on at the next start. */
  close(): Promise<void>
}

/** What a start may be watched and ended by. */
export interface StartHooks {
  /** Ends a start that waits for S3; it rejects with the signal's reason, and has cleaned up then. */
  signal?: AbortSignal | undefined
  /** Is told what is waited for; `undefined`: nothing any more. */
  progress?: ((what: string | undefined) => void) | undefined
}

/** Starts the emulator. Rejects with a ConfigError when the options, the port, the data folder or S3 cannot be used. */
export async function startEmulator(options: Options = {}, hooks: StartHooks = {}): Promise<Emulator> {
  const config = toConfig(options)
  const begun = new AsyncDisposableStack()
  try {
    return await start(config, hooks, begun)
  } catch (error) {
    // Last first. With `await using` an old Node would find a syntax error here before it is told that it is old.
    await begun.disposeAsync()
    throw error
  }
}

/** What has begun is with `begun` until all of it runs. */
async function start(config: Config, hooks: StartHooks, begun: AsyncDisposableStack): Promise<Emulator> {
  const folder = begun.adopt(openDataFolder(config.data), (opened) => opened.close())
  const { database, isTemporary, objectsPath } = folder
  const recent = new RecentEvents()
  const log = createLog(config.logLevel, undefined, { format: config.logFormat, recent })
  for (const path of folder.sweptPaths) log.info(`removed ${path}, left behind by an Outcrop that was killed`)
  const memory = clockMemory(database)
  const clock = createClock(config, memory, log)
  const defaults = { region: config.region, account: config.accountId }
  const surroundings = { database, objectsPath, durable: !isTemporary, now: () => clock.now(), defaults, log, ...hooks }
  const s3 = begun.adopt(await openS3(config, surroundings), async (opened) => await opened.close())
  begun.defer(async () => await clock.close())
  const jobs = new JobStore(database)
  if (config.clock !== 'manual') leaveManualClock({ memory, jobs, log })
  logJobs(jobs, log)
  const watched = { journal: new Journal(), counts: new RequestCounts(), jobCounts: new JobCounts(jobs), recent }
  const { phases, unverified } = config
  const shared = { jobs, clock, phases, unverified, limits: new Limits(config.relaxed, config.quotas) }
  const loadResponders = respondersLoader(unverified)
  const runner = createRunner({ ...shared, objects: s3.objects, log }, config, loadResponders)
  begun.defer(async () => await runner.close())
  begun.defer(() => jobs.close())
  await s3.makeBuckets(config.buckets)
  const reset = createReset({ config, runner, s3, log, ...watched })
  const loadCatalogue = catalogueLoader(config.models)
  const bedrock = { ...shared, loadCatalogue, runner, loadResponders, idSeed: config.seed }
  const app = await createApp({ config, bedrock, s3, admin: { version: VERSION, clock, jobs, reset, ...watched }, log })
  begun.defer(async () => await app.close())
  const url = await listen(app.server, config)
  clock.drive(runner)
  // It takes the longer the more objects there are: nobody waits for it.
  void s3.tidy?.()
  const running = begun.move()
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => await (closing ??= running.disposeAsync())
  return {
    url,
    config,
    dataPath: folder.path,
    s3: s3.direct,
    clock: { now: () => clock.now(), advance: (duration) => advance(clock, duration) },
    jobs: { runUntil: (jobArn, status) => runUntil(jobArn, status, { jobs, clock }) },
    requests: (filter) => findRequests(watched.journal, filter).requests,
    reset: async (what) => void (await reset(what)),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function createClock(config: Config, memory: ClockMemory, log: Log): ManualClock | RealClock {
  if (config.clock === 'manual') return new ManualClock(memory)
  return new RealClock((error) => log.error('what was due could not be done, and is tried again', error))
}

type RunnerParts = Omit<ConstructorParameters<typeof JobRunner>[0], 'seed' | 'answering'>

/** Loads the families when a job first asks for one: a start has no use for a hundred files. */
const respondersLoader = (unverified: Config['unverified']): (() => Promise<Responders>) =>
  loadOnce(async () => (await import('./responders/index.ts')).createResponders(unverified))

function createRunner(parts: RunnerParts, config: Config, loadResponders: () => Promise<Responders>): JobRunner {
  const { seed = '' } = config
  const answers = new SyntheticAnswers({ seed })
  const answering = async (job: Job) => ({ ...(await loadResponders()).of(job), answers })
  return new JobRunner({ ...parts, seed, answering })
}

async function advance(clock: ManualClock | RealClock, duration: number | string): Promise<void> {
  if (clock instanceof RealClock)
    throw new ConfigError("the clock moves by itself; start with clock: 'manual' to turn it")
  await clock.advance(readAdvance(duration, clock.now()))
}
