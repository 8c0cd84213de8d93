import type { Log } from '../log.ts'
import { ObjectStoreError, type ObjectStore } from '../object-store/object-store.ts'
import type { Unverified } from '../unverified.ts'
import { locationOf, outputKeyOf } from './input-files.ts'
import type { InputFile, Job } from './job.ts'

export interface LeftoversContext {
  objects: ObjectStore
  unverified: Unverified
  signal: AbortSignal
  log: Pick<Log, 'info' | 'warn'>
}

/** Removes what a killed process began to write of a job's output: it stays in an S3 that is not ours, unseen and paid for. */
export async function removeLeftovers(job: Job, inputs: InputFile[], context: LeftoversContext): Promise<void> {
  const { log, signal } = context
  try {
    const count = await removeUnfinished(job, inputs, context)
    if (count > 0)
      log.info(`job ${job.jobId}: removed ${count} unfinished outputs, left behind by an Outcrop that was killed`)
  } catch (error) {
    if (signal.aborted || !(error instanceof ObjectStoreError)) throw error
    // The job can do without: whoever may not list uploads may still write.
    log.warn(`job ${job.jobId}: unfinished outputs of an Outcrop that was killed may stay behind: ${error.message}`)
  }
}

async function removeUnfinished(
  job: Job,
  inputs: InputFile[],
  { objects, unverified, signal }: LeftoversContext,
): Promise<number> {
  const { bucket } = locationOf(job.output.s3Uri)
  let count = 0
  for (const { key } of inputs)
    count += await objects.removeUnfinished(bucket, outputKeyOf(key, job, unverified.nestedOutput), { signal })
  return count
}
