import { Type } from 'typebox'
import { RESETTABLE, type AddRoutes } from './admin-api.ts'
import { NO_ADDITIONS, Refusal } from './schemas.ts'

const Query = Type.Object({ what: Type.Optional(Type.Enum([...RESETTABLE])) }, NO_ADDITIONS)
const Done = Type.Object({ reset: Type.String(), message: Type.Optional(Type.String()) }, NO_ADDITIONS)

const schema = {
  summary: 'forgets jobs, objects, buckets and the journal of requests (?what=all, jobs or s3)',
  querystring: Query,
  response: { 200: Done, 400: Refusal, 409: Refusal },
}

export const addResetRoutes: AddRoutes = (app, { reset }) => {
  app.post('/_outcrop/reset', { schema }, async ({ query: { what = 'all' } }) => await reset(what))
}
