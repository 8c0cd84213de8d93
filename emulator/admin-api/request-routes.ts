import { Type } from 'typebox'
import { APIS } from '../journal/observation.ts'
import { findRequests, MOST_REQUESTS } from '../journal/request-filter.ts'
import type { AddRoutes } from './admin-api.ts'
import { RequestJson } from './request-json.ts'
import { Count, NO_ADDITIONS, Refusal } from './schemas.ts'

const Query = Type.Object(
  {
    api: Type.Optional(Type.Enum([...APIS])),
    operation: Type.Optional(Type.String({ description: 'such as CreateModelInvocationJob' })),
    status: Type.Optional(Type.String({ description: '404, or 4xx for all of them' })),
    since: Type.Optional(Type.String({ description: 'those that came then or later, such as 2026-01-02T03:04:05Z' })),
    path: Type.Optional(Type.String({ description: 'what the path begins with' })),
    contains: Type.Optional(Type.String({ description: 'what the path or the body has in it' })),
    limit: Type.Integer({ minimum: 1, maximum: MOST_REQUESTS, default: 100, description: 'the newest ones' }),
  },
  NO_ADDITIONS,
)

const Found = Type.Object(
  {
    requests: Type.Array(RequestJson, { description: 'oldest first' }),
    found: Type.Integer({ minimum: 0, description: 'how many fit, before the limit' }),
    forgotten: Type.Integer({ minimum: 0, description: 'how many came before those that are remembered' }),
  },
  NO_ADDITIONS,
)

const finding = {
  summary: 'what clients asked for lately (?api=s3&operation=PutObject&status=4xx&since=…&path=…&contains=…&limit=100)',
  querystring: Query,
  response: { 200: Found, 400: Refusal },
}
const emptying = {
  summary: 'empties that journal',
  response: { 200: Type.Object({ removed: Count }, NO_ADDITIONS) },
}

export const addRequestRoutes: AddRoutes = (app, { journal }) => {
  app.get('/_outcrop/requests', { schema: finding }, ({ query }) => findRequests(journal, query))
  app.delete('/_outcrop/requests', { schema: emptying }, () => {
    const removed = journal.observations.length
    journal.clear()
    return { removed }
  })
}
