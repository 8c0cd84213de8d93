import type { Database } from 'better-sqlite3'
import type { Job } from './job.ts'
import type { prepareStatements } from './job-statements.ts'
import { toJob } from './job-table.ts'

/** Jobs, by their ARNs, for which something is being done already. */
type Busy = Pick<ReadonlySet<string>, 'has'>

/** When something is due for a job, and for which nothing is because they wait for their place. */
export class JobTimes {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database, statements: ReturnType<typeof prepareStatements>) {
    this.#database = database
    this.#statements = statements
  }

  /** Jobs whose due time has come and that are not among `busy`, earliest first. */
  due(now: number, busy: Busy = new Set()): Job[] {
    const jobArns: string[] = []
    for (const { job_arn: jobArn, due_at: dueAt } of this.#statements.dueTimes.iterate()) {
      if (dueAt > now) break
      if (!busy.has(jobArn)) jobArns.push(jobArn)
    }
    return jobArns.map((jobArn) => toJob(this.#statements.byArn.get(jobArn)!))
  }

  /** The earliest due time of a job that is not among `busy`. */
  nextDueAt(busy: Busy): number | undefined {
    for (const row of this.#statements.dueTimes.iterate()) if (!busy.has(row.job_arn)) return row.due_at
    return undefined
  }

  /** Marks a scheduled job as one that waits for its place: nothing is due for it but its expiry. */
  letWait({ jobArn, expiresAt }: Job): void {
    this.#database.transaction(() => {
      this.#statements.addWaiting.run(jobArn)
      this.#statements.setDueTime.run(expiresAt, jobArn)
    })()
  }

  /** Jobs that wait for their place, oldest first. */
  waiting(): Job[] {
    return this.#statements.waiting.all().map(toJob)
  }

  /** Has a job that waits tried again. */
  wake({ jobArn }: Job, at: number): void {
    this.#database.transaction(() => {
      this.#statements.removeWaiting.run(jobArn)
      this.#statements.setDueTime.run(at, jobArn)
    })()
  }

  /** Moves all times of unfinished jobs by that many milliseconds; returns how many jobs there are. */
  moveAll(by: number): number {
    return this.#statements.moveTimes.run({ by }).changes
  }
}
