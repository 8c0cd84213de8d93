import Database from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { SyntheticAnswers } from '../../emulator/answers/synthetic.ts'
import { Catalogue } from '../../emulator/catalogue/catalogue.ts'
import type { Answers } from '../../emulator/answers/answers.ts'
import { ManualClock } from '../../emulator/clock.ts'
import { createJob } from '../../emulator/jobs/create-job.ts'
import { JobRunner } from '../../emulator/jobs/job-runner.ts'
import { JobStore } from '../../emulator/jobs/job-store.ts'
import type { Job, JobRequest } from '../../emulator/jobs/job.ts'
import { DEFAULT_PHASES, type Phases } from '../../emulator/phases.ts'
import { runUntil } from '../../emulator/jobs/run-until.ts'
import { Limits, type Quotas, type RelaxableRule } from '../../emulator/limits.ts'
import { createLog, type LogLevel } from '../../emulator/log.ts'
import type { ObjectStore } from '../../emulator/object-store/object-store.ts'
import { createResponders } from '../../emulator/responders/index.ts'
import { UNVERIFIED_DEFAULTS, type Unverified } from '../../emulator/unverified.ts'
import { bodyFilesOf, keysOf, putText, readText, storeIn, temporaryFolder } from './store.ts'

export interface EngineOptions {
  folder?: string
  database?: Database.Database
  phases?: Partial<Phases>
  relaxed?: RelaxableRule[]
  quotas?: Partial<Quotas>
  unverified?: Partial<Unverified>
  seed?: string
  answers?: Answers
  logLevel?: LogLevel
  /** The clock's time at the start, in milliseconds. */
  startsAt?: number
  /** Stands between the engine and the embedded store. */
  wrapStore?: (store: ObjectStore) => ObjectStore
}

export interface OutputLine {
  recordId: string
  modelInput: unknown
  modelOutput?: Record<string, unknown>
  error?: { errorCode: number; errorMessage: string }
}

const OWNER = { region: 'us-east-1', account: '000000000000' }

/** Steps of one minute; a record takes a second. */
const PHASES: Phases = {
  submitted: 60_000,
  validating: 60_000,
  scheduled: 60_000,
  inProgress: 0,
  perRecord: 1000,
  stopping: 60_000,
}

/** Jobs over an embedded store, on a manual clock that starts at 0. `using` removes what they wrote. */
export function jobEngine(options: EngineOptions = {}) {
  const temporary = temporaryFolder()
  const database = options.database ?? new Database(':memory:')
  const embedded = storeIn(options.folder ?? temporary.path, database)
  const objects = options.wrapStore?.(embedded) ?? embedded
  let savedTime = options.startsAt ?? 0
  const clock = new ManualClock({ load: () => savedTime, save: (now) => void (savedTime = now) })
  const jobs = new JobStore(database)
  const unverified = { ...UNVERIFIED_DEFAULTS, ...options.unverified }
  const responders = createResponders(unverified)
  const seed = options.seed ?? ''
  const answers = options.answers ?? new SyntheticAnswers({ seed })
  const shared = {
    jobs,
    clock,
    unverified,
    phases: { ...DEFAULT_PHASES.manual, ...PHASES, ...options.phases },
    limits: new Limits(options.relaxed ?? ['minRecords', 'batchModels'], options.quotas),
  }
  const logged: string[] = []
  const log = createLog(options.logLevel ?? 'warn', (text) => void logged.push(text))
  const runner = new JobRunner({
    ...shared,
    objects,
    seed,
    log,
    answering: async (job) => ({ ...responders.of(job), answers }),
  })
  clock.drive(runner)

  const engine = {
    objects: embedded,
    clock,
    jobs,
    runner,
    logged,
    /** Creates a job over `s3://in-put/records.jsonl`, or as `changes` say. */
    create: (changes: Partial<JobRequest> = {}, owner = OWNER): Job =>
      createJob(
        {
          jobName: `job-${jobs.addedCount}`,
          roleArn: 'arn:aws:iam::000000000000:role/batch',
          modelId: 'amazon.nova-lite-v1:0',
          clientRequestToken: undefined,
          invocationType: 'InvokeModel',
          input: { s3Uri: 's3://in-put/records.jsonl', s3InputFormat: undefined, s3BucketOwner: owner.account },
          output: { s3Uri: 's3://out-put/', s3EncryptionKeyId: undefined, s3BucketOwner: owner.account },
          vpcConfig: undefined,
          timeoutHours: 24,
          tags: [],
          ...changes,
        },
        owner,
        { ...shared, catalogue: new Catalogue(), findResponder: responders.find, idSeed: options.seed },
      ),
    put: (key: string, text: string | Buffer) => putText(embedded, 'in-put', key, text),
    runUntil: (job: Job, status: JobStatus) => runUntil(job.jobArn, status, { jobs, clock }),
    current: (job: Job): Job => jobs.find(job.jobArn)!,
    stop: (job: Job) => runner.stop(jobs.find(job.jobArn)!),
    /** Files that hold bodies of objects, complete or not. */
    bodyFiles: () => bodyFilesOf(options.folder ?? temporary.path),
    outputKeys: () => keysOf(embedded, 'out-put'),
    outputText: (job: Job, name = 'records.jsonl.out') => readText(embedded, 'out-put', `${job.jobId}/${name}`),
    outputLines: async (job: Job, name?: string): Promise<OutputLine[]> =>
      (await engine.outputText(job, name))
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as OutputLine),
    manifest: async (job: Job): Promise<Record<string, number>> =>
      JSON.parse(await engine.outputText(job, 'manifest.json.out')) as Record<string, number>,
    [Symbol.asyncDispose]: async () => {
      await clock.close()
      await runner.close()
      temporary[Symbol.dispose]()
    },
  }
  return engine
}

/** One line of a Nova job's input. */
export const novaLine = (recordId: string | undefined, text = 'hello'): string =>
  `${JSON.stringify({ recordId, modelInput: { messages: [{ role: 'user', content: [{ text }] }] } })}\n`

export const novaLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => novaLine(`R${index}`, `text ${index}`)).join('')
