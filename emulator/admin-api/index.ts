import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { JOB_STATUSES } from '../../translator/formats/bedrock/job-status.ts'
import { toIsoTime } from '../../translator/formats/time.ts'
import { ManualClock, type Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Job } from '../jobs/job.ts'
import type { JobStore } from '../jobs/job-store.ts'
import { runUntil, StatusNeverReachedError } from '../jobs/run-until.ts'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { ConfigError, ConflictError, readAdvance } from '../option-readers.ts'
import type { DirectAccess } from '../s3-backend/index.ts'

export const RESETTABLE = ['all', 'jobs', 's3'] as const

export interface AdminApiOptions {
  config: Config
  version: string
  clock: Clock
  jobs: JobStore
  /** Resolves to what was forgotten. */
  reset: (what: (typeof RESETTABLE)[number]) => Promise<object>
  s3: DirectAccess | undefined
  log: Log
}

/** A request that the admin API refuses. */
class AdminError extends Error {
  readonly statusCode: number
  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

const MOST_JOBS = 1000
const NO_ADDITIONS = { additionalProperties: false }

/** Turning, watching and resetting the emulator: JSON below `/_outcrop`. */
export function createAdminApi(options: AdminApiOptions): FastifyInstance {
  const { config, version, clock, jobs, reset, s3, log } = options
  const app = Fastify({
    bodyLimit: BOUNDS.jsonBodyBytes,
    frameworkErrors: ({ message }, _request, reply: FastifyReply) => void reply.status(400).send({ message }),
    // Its strictness about numbers looks at no bound of one that is too large to be a number.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, strictNumbers: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  // What is sent by hand often comes without a Content-Type.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, parseJson)
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = statusOf(error), message } = error as Partial<AdminError> & Error
    if (statusCode < 500) return reply.status(statusCode).send({ message })
    log.error('the admin API met an internal error', error)
    return reply.status(statusCode).send({ message: 'an internal error occurred; see the log of Outcrop' })
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .send({ message: `there is nothing at ${request.method} ${request.url}; GET /_outcrop lists what there is` }),
  )

  app.get('/_outcrop', () => ({ name: 'Outcrop', version, see: ROUTES }))
  app.get('/_outcrop/health', () => ({ status: 'ok', version }))
  app.get('/_outcrop/ready', () => ({ ready: true }))
  app.get('/_outcrop/config', () => config)
  app.get('/_outcrop/s3', () => ({ s3: config.s3, ...s3 }))

  const resetQuery = Type.Object({ what: Type.Optional(Type.Enum([...RESETTABLE])) }, NO_ADDITIONS)
  app.post('/_outcrop/reset', { schema: { querystring: resetQuery } }, ({ query: { what = 'all' } }) => reset(what))

  const jobsQuery = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: MOST_JOBS, default: 100 }) }, NO_ADDITIONS)
  app.get('/_outcrop/jobs', { schema: { querystring: jobsQuery } }, ({ query: { limit } }) => ({
    jobs: jobs.newest(limit).map(toJson),
  }))

  app.get('/_outcrop/clock', () => clockState())
  const clockBody = Type.Union([
    Type.Object({ advance: Type.Union([Type.String(), Type.Number()]) }, NO_ADDITIONS),
    Type.Object(
      { runUntil: Type.Object({ job: Type.String(), status: Type.Enum([...JOB_STATUSES]) }, NO_ADDITIONS) },
      NO_ADDITIONS,
    ),
  ])
  app.post('/_outcrop/clock', { schema: { body: clockBody } }, async ({ body }) => {
    if (!(clock instanceof ManualClock))
      throw new AdminError(
        409,
        `the clock is ${config.clock} and moves by itself; start with --clock manual to turn it`,
      )
    if ('advance' in body) await clock.advance(readAdvance(body.advance, clock.now()))
    else await runUntil(jobArnOf(body.runUntil.job, jobs), body.runUntil.status, { jobs, clock }).catch(toConflict)
    return clockState()
  })
  const clockState = () => ({ mode: config.clock, now: toIsoTime(clock.now()), phases: config.phases })
  return app
}

const ROUTES = {
  'GET /_outcrop/health': 'whether the server answers',
  'GET /_outcrop/ready': 'whether it takes jobs',
  'GET /_outcrop/jobs?limit=100': 'the newest jobs of all regions and accounts',
  'GET /_outcrop/clock': 'mode, time and lengths of the phases',
  'POST /_outcrop/clock':
    'turns a manual clock: {"advance":"2h"} or {"runUntil":{"job":"<id or ARN>","status":"Completed"}}',
  'POST /_outcrop/reset?what=all': 'forgets jobs, objects and buckets (what: all, jobs, s3)',
  'GET /_outcrop/config': 'what this server runs with',
  'GET /_outcrop/s3': 'how the S3 behind it is reached without it, where it can be',
}

function statusOf(error: unknown): number {
  if (error instanceof ConflictError) return 409
  return error instanceof ConfigError ? 400 : 500
}

function parseJson(
  _request: unknown,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  try {
    done(null, body.length === 0 ? undefined : JSON.parse(String(body)))
  } catch {
    done(new AdminError(400, 'the body is not valid JSON'))
  }
}

function jobArnOf(identifier: string, jobs: JobStore): string {
  const job = jobs.find(identifier) ?? jobs.findById(identifier)
  if (!job) throw new AdminError(404, `there is no job ${identifier}`)
  return job.jobArn
}

function toConflict(error: unknown): never {
  throw error instanceof StatusNeverReachedError ? new AdminError(409, error.message) : error
}

const toJson = (job: Job) => ({
  jobArn: job.jobArn,
  jobName: job.jobName,
  region: job.region,
  account: job.account,
  modelId: job.modelArn,
  modelInvocationType: job.invocationType,
  status: job.status,
  message: job.message,
  submitTime: toIsoTime(job.submittedAt),
  endTime: job.endedAt === undefined ? undefined : toIsoTime(job.endedAt),
  dueTime: job.dueAt === undefined ? undefined : toIsoTime(job.dueAt),
  input: job.input.s3Uri,
  output: job.output.s3Uri,
  records: job.counts,
  tokens: job.tokens,
})
