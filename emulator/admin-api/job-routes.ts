import { Type } from 'typebox'
import type { AddRoutes } from './admin-api.ts'
import { JobJson, toJobJson } from './job-json.ts'
import { NO_ADDITIONS, Refusal } from './schemas.ts'

const MOST_JOBS = 1000

const Query = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: MOST_JOBS, default: 100 }) }, NO_ADDITIONS)
const Jobs = Type.Object({ jobs: Type.Array(JobJson) }, NO_ADDITIONS)

const schema = {
  summary: 'the newest jobs of all regions and accounts (?limit=100)',
  querystring: Query,
  response: { 200: Jobs, 400: Refusal },
}

export const addJobRoutes: AddRoutes = (app, { jobs }) => {
  app.get('/_outcrop/jobs', { schema }, ({ query: { limit } }) => ({ jobs: jobs.newest(limit).map(toJobJson) }))
}
