import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
  RouteOptions,
} from 'fastify'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Journal } from '../journal/journal.ts'
import type { RequestCounts } from '../journal/request-counts.ts'
import type { JobCounts } from '../jobs/job-counts.ts'
import type { JobStore } from '../jobs/job-store.ts'
import type { Log, RecentEvents } from '../log.ts'
import type { S3Backend } from '../s3-backend/s3-backend.ts'

export const RESETTABLE = ['all', 'jobs', 's3'] as const

/** What can be watched and turned. */
export interface AdminApiOptions {
  config: Config
  version: string
  clock: Clock
  jobs: JobStore
  /** Resolves to what was forgotten. */
  reset: (what: (typeof RESETTABLE)[number]) => Promise<{ reset: string; message?: string }>
  s3: Pick<S3Backend, 'direct' | 'usage'>
  journal: Journal
  counts: RequestCounts
  jobCounts: JobCounts
  recent: RecentEvents
  log: Log
}

export interface AdminContext extends AdminApiOptions {
  /** Every route of the API, once all are added. */
  routes: readonly RouteOptions[]
}

export type AdminApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export type AddRoutes = (app: AdminApp, context: AdminContext) => void

/** A request that the admin API refuses. */
export class AdminError extends Error {
  readonly statusCode: number
  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
