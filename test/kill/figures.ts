import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { isFinished } from '../../emulator/jobs/job.ts'

/** When a server is killed. */
export type Moment = 'requests under way' | 'start' | 'end'

const STATUS_LINE = /^\S+ job (\S{12}) "[^"]*" (\w+)/gm
const SWEPT_LINE = /removed (\d+) files that no object has \((\d+) bytes\)/

/** What a log says of the jobs that had not ended: the last status of each. */
function lastStatuses(log: string): Map<string, string> {
  return new Map(Array.from(log.matchAll(STATUS_LINE), ([, id, status]) => [id!, status!] as const))
}

/** What a start says that it swept. */
export function sweptIn(log: string): { files: number; bytes: number } {
  const [, files = '0', bytes = '0'] = SWEPT_LINE.exec(log) ?? []
  return { files: Number(files), bytes: Number(bytes) }
}

/** Counts what the kills met. */
export class Figures {
  readonly #kills = new Map<string, number>()
  readonly #underWay = new Map<string, number>()
  readonly #jobs = new Map<string, number>()
  readonly #statuses = new Map<string, string>()
  readonly swept = { files: 0, bytes: 0 }
  answered = 0

  get kills(): number {
    return this.#kills.values().reduce((sum, times) => sum + times, 0)
  }

  addKill(moment: Moment, underWay: Iterable<string>, log: string): void {
    count(this.#kills, moment)
    for (const name of new Set(underWay)) count(this.#underWay, name)
    for (const [id, status] of lastStatuses(log)) this.#statuses.set(id, status)
    for (const [id, status] of this.#statuses) {
      if (isFinished(status as JobStatus)) this.#statuses.delete(id)
      else count(this.#jobs, status)
    }
    const { files, bytes } = sweptIn(log)
    this.swept.files += files
    this.swept.bytes += bytes
  }

  toString(): string {
    return [
      `kills: ${toText(this.#kills)}; ${this.answered} answers before them`,
      `kills that met a request for: ${toText(this.#underWay)}`,
      `unfinished jobs that kills met: ${toText(this.#jobs)}`,
      `swept at the starts: ${this.swept.files} files, ${this.swept.bytes} bytes`,
    ].join('\n')
  }
}

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)

const toText = (counts: Map<string, number>): string =>
  [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, times]) => `${name} ${times}`)
    .join(', ')
