import type { RESETTABLE } from './admin-api/admin-api.ts'
import type { Config } from './config.ts'
import type { Journal } from './journal/journal.ts'
import type { JobRunner } from './jobs/job-runner.ts'
import type { Log } from './log.ts'
import { ConflictError } from './option-readers.ts'
import type { S3Backend } from './s3-backend/index.ts'

export type Resettable = (typeof RESETTABLE)[number]

export interface ResetParts {
  config: Config
  runner: JobRunner
  s3: S3Backend
  journal: Journal
  log: Log
}

/** What was forgotten, and why something was not. */
export interface ResetDone {
  reset: Resettable
  message?: string
}

/** Makes the function that forgets. It rejects with a ConflictError for what is not ours to remove. */
export function createReset({
  config,
  runner,
  s3,
  journal,
  log,
}: ResetParts): (what?: Resettable) => Promise<ResetDone> {
  const foreign = s3.reset ? undefined : `objects and buckets in ${config.s3} are not Outcrop's to remove`
  return async (what = 'all') => {
    if (foreign !== undefined && what === 's3')
      throw new ConflictError(`${foreign}; remove them there, or reset only the jobs`)
    if (what !== 's3') await runner.reset()
    if (what !== 'jobs') await s3.reset?.()
    if (what === 'all') journal.clear()
    await s3.makeBuckets(config.buckets)
    if (foreign === undefined || what === 'jobs') return { reset: what }
    const message = `${foreign}: they stay; jobs are forgotten`
    log.info(message)
    return { reset: 'jobs', message }
  }
}
