import type { Log } from '../log.ts'
import { isTooFewRecords } from './failure-message.ts'
import type { Job } from './job.ts'
import type { JobStore } from './job-store.ts'

/** One line for each status that a job comes to, with a hint where a quota of AWS is in somebody's way. */
export function logJobs(jobs: JobStore, log: Log): void {
  jobs.on('status', (job) => {
    log.info(`job ${job.jobId} "${job.jobName}" ${job.status}${detailsOf(job)}`)
    if (job.message !== undefined && isTooFewRecords(job.message))
      log.info('AWS takes no job with so few records; --relaxed minRecords lifts that rule here')
  })
}

function detailsOf({ status, message, counts, endedAt, submittedAt }: Job): string {
  if (status === 'Scheduled') return `: ${counts.total} records`
  if (endedAt === undefined) return ''
  const records = counts.total > 0 ? `, ${counts.success} records succeeded, ${counts.error} failed` : ''
  return ` after ${endedAt - submittedAt} ms${records}${message === undefined ? '' : `: ${message}`}`
}
