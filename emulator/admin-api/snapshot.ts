import { availableParallelism, freemem, release, totalmem } from 'node:os'
import { Type, type Static } from 'typebox'
import { toIsoTime } from '../../translator/formats/time.ts'
import type { RequestEntry } from '../journal/describe.ts'
import { findRequests } from '../journal/request-filter.ts'
import type { AdminContext } from './admin-api.ts'
import { clockState } from './clock-routes.ts'
import { ConfigSchema } from './config-schema.ts'
import { JobJson, toJobJson } from './job-json.ts'
import { RequestSummaryJson, type RequestSummary } from './request-json.ts'
import { ClockState, Count, NO_ADDITIONS, Time } from './schemas.ts'
import { Bucket, LogEntryJson, Machine, ProcessState } from './snapshot-parts.ts'

const NEWEST_JOBS = 20
const LAST_REQUESTS = 100

const Jobs = Type.Object({ byStatus: Type.Record(Type.String(), Count), newest: Type.Array(JobJson) }, NO_ADDITIONS)

export const Snapshot = Type.Object(
  {
    takenAt: Time,
    version: Type.String(),
    machine: Machine,
    process: ProcessState,
    config: ConfigSchema,
    clock: ClockState,
    jobs: Jobs,
    buckets: Type.Optional(Type.Array(Bucket, { description: 'not there: they are in another S3' })),
    requests: Type.Array(RequestSummaryJson, { description: 'the last ones, oldest first' }),
    log: Type.Array(LogEntryJson, { description: 'the last events, oldest first' }),
  },
  NO_ADDITIONS,
)

/** The state for a report of a fault: nothing secret is in it, and nothing of what is in objects and records. */
export function takeSnapshot(context: AdminContext): Static<typeof Snapshot> {
  const { version, config, s3, journal, counts, recent } = context
  const buckets = s3.usage?.()
  return {
    takenAt: toIsoTime(Date.now()),
    version,
    machine: machine(),
    process: { uptimeSeconds: process.uptime(), memory: { ...process.memoryUsage() }, openRequests: counts.open },
    config,
    clock: clockState(context),
    jobs: jobsOf(context),
    ...(buckets !== undefined && { buckets }),
    requests: findRequests(journal, { limit: LAST_REQUESTS }).requests.map(toSummary),
    log: [...recent.entries],
  }
}

const machine = (): Static<typeof Machine> => ({
  node: process.version,
  platform: `${process.platform} ${release()} ${process.arch}`,
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  freeMemoryBytes: freemem(),
})

const jobsOf = ({ jobs }: AdminContext): Static<typeof Jobs> => ({
  byStatus: Object.fromEntries(jobs.countByStatus().map(({ status, count }) => [status, count])),
  newest: jobs.newest(NEWEST_JOBS).map(toJobJson),
})

const toSummary = ({ headers: _headers, body: _body, ...summary }: RequestEntry): RequestSummary => summary
