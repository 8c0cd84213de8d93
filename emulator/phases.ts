import type { ClockMode } from './clock.ts'

/** How long a job stays in each status, in milliseconds. */
export interface Phases {
  submitted: number
  validating: number
  scheduled: number
  /** Shortest time in InProgress, however few the records. */
  inProgress: number
  /** Time of each record; where that makes less than `inProgress` together, the records spread over all of it. */
  perRecord: number
  stopping: number
}

export const PHASE_NAMES = ['submitted', 'validating', 'scheduled', 'inProgress', 'perRecord', 'stopping'] as const

/** Long enough for a poller to see each status. */
const FAST: Phases = { submitted: 20, validating: 40, scheduled: 20, inProgress: 60, perRecord: 0, stopping: 20 }

/** AWS: 100 records take 10 to 15 minutes from end to end, and 2,400 took 19 minutes at best (January 2025, August 2026). */
const REALISTIC: Phases = {
  submitted: 90_000,
  validating: 180_000,
  scheduled: 60_000,
  inProgress: 300_000,
  perRecord: 350,
  stopping: 30_000,
}

export const DEFAULT_PHASES: Record<ClockMode, Phases> = { fast: FAST, realtime: REALISTIC, manual: REALISTIC }

/** Milliseconds from the start of InProgress until the last record is due. */
export const processingTime = ({ inProgress, perRecord }: Phases, recordCount: number): number =>
  Math.max(inProgress, Math.ceil(perRecord * recordCount))

/** How many of a running job's records are due. */
export function recordsDue(
  { startedAt, counts }: { startedAt: number | undefined; counts: { total: number } },
  phases: Phases,
  now: number,
): number {
  if (startedAt === undefined) return 0
  const duration = processingTime(phases, counts.total)
  const elapsed = now - startedAt
  return elapsed >= duration ? counts.total : Math.max(0, Math.floor((elapsed * counts.total) / duration))
}
