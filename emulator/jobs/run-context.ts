import type { Job } from './job.ts'
import type { JobRunnerOptions } from './job-runner.ts'
import type { RunContext } from './process-records.ts'

/** What the records of a job are processed with; `signal` ends it. */
export function toRunContext(
  job: Job,
  options: JobRunnerOptions,
  signal: AbortSignal,
): Omit<RunContext, 'onProgress' | 'isResumed'> {
  const { log, seed, unverified, answering } = options
  return {
    ...options,
    signal,
    loadAnswering: async () => ({
      ...(await answering(job)),
      seed,
      errorFlags: unverified.errorFlags,
      startedAt: job.startedAt!,
      onBug: (error) => log.error(`job ${job.jobId} could not answer a record`, error),
    }),
  }
}
