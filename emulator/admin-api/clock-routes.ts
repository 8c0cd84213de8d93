import { Type, type Static } from 'typebox'
import { toIsoTime } from '../../translator/formats/time.ts'
import { ManualClock } from '../clock.ts'
import type { JobStore } from '../jobs/job-store.ts'
import { runUntil, StatusNeverReachedError } from '../jobs/run-until.ts'
import { readAdvance } from '../option-readers.ts'
import { AdminError, type AddRoutes, type AdminContext } from './admin-api.ts'
import { ClockState, NO_ADDITIONS, Refusal, Status } from './schemas.ts'

const Body = Type.Union([
  Type.Object({ advance: Type.Union([Type.String(), Type.Number()]) }, NO_ADDITIONS),
  Type.Object({ runUntil: Type.Object({ job: Type.String(), status: Status }, NO_ADDITIONS) }, NO_ADDITIONS),
])

const reading = { summary: 'mode, time and lengths of the phases', response: { 200: ClockState } }
const turning = {
  summary: 'turns a manual clock: {"advance":"2h"} or {"runUntil":{"job":"<id or ARN>","status":"Completed"}}',
  body: Body,
  response: { 200: ClockState, 400: Refusal, 404: Refusal, 409: Refusal },
}

export const addClockRoutes: AddRoutes = (app, context) => {
  app.get('/_outcrop/clock', { schema: reading }, () => clockState(context))
  app.post('/_outcrop/clock', { schema: turning }, async ({ body }) => {
    await turn(body, context)
    return clockState(context)
  })
}

export const clockState = ({ config, clock }: Pick<AdminContext, 'config' | 'clock'>): Static<typeof ClockState> => ({
  mode: config.clock,
  now: toIsoTime(clock.now()),
  phases: config.phases,
})

async function turn(wish: Static<typeof Body>, { config, clock, jobs }: AdminContext): Promise<void> {
  if (!(clock instanceof ManualClock))
    throw new AdminError(409, `the clock is ${config.clock} and moves by itself; start with --clock manual to turn it`)
  if ('advance' in wish) await clock.advance(readAdvance(wish.advance, clock.now()))
  else await runUntil(jobArnOf(wish.runUntil.job, jobs), wish.runUntil.status, { jobs, clock }).catch(toConflict)
}

function jobArnOf(identifier: string, jobs: JobStore): string {
  const job = jobs.find(identifier) ?? jobs.findById(identifier)
  if (!job) throw new AdminError(404, `there is no job ${identifier}`)
  return job.jobArn
}

function toConflict(error: unknown): never {
  throw error instanceof StatusNeverReachedError ? new AdminError(409, error.message) : error
}
