import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyReply, type RouteOptions } from 'fastify'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { ConfigError, ConflictError } from '../option-readers.ts'
import { AdminError, type AddRoutes, type AdminApiOptions, type AdminApp } from './admin-api.ts'
import { addClockRoutes } from './clock-routes.ts'
import { addJobRoutes } from './job-routes.ts'
import { LAZY_SCHEMAS } from './lazy-schemas.ts'
import { addMetricsRoutes } from './metrics-routes.ts'
import { addOpenApiRoutes } from './openapi-routes.ts'
import { addRequestRoutes } from './request-routes.ts'
import { addResetRoutes } from './reset-routes.ts'
import { addServerRoutes } from './server-routes.ts'
import { addSnapshotRoutes } from './snapshot-routes.ts'

export type { AdminApiOptions } from './admin-api.ts'

const ROUTES: AddRoutes[] = [
  addServerRoutes,
  addJobRoutes,
  addClockRoutes,
  addResetRoutes,
  addRequestRoutes,
  addMetricsRoutes,
  addSnapshotRoutes,
  addOpenApiRoutes,
]

/** Turning, watching and resetting the emulator: JSON below `/_outcrop`. */
export function createAdminApi(options: AdminApiOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BOUNDS.jsonBodyBytes,
    frameworkErrors: ({ message }, _request, reply: FastifyReply) => void reply.status(400).send({ message }),
    // Its strictness about numbers looks at no bound of one that is too large to be a number.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, strictNumbers: false } },
    schemaController: LAZY_SCHEMAS,
  }).withTypeProvider<TypeBoxTypeProvider>()
  // What is sent by hand often comes without a Content-Type.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, parseJson)
  refuseInJson(app, options.log)
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void (route.method === 'HEAD' || routes.push(route)))
  for (const add of ROUTES) add(app, { ...options, routes })
  return app
}

function refuseInJson(app: AdminApp, log: Log): void {
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = statusOf(error), message } = error as Partial<AdminError> & Error
    if (statusCode < 500) return reply.status(statusCode).send({ message })
    const requestId = String(reply.raw.getHeader('x-request-id'))
    log.error('the admin API met an internal error', error, { requestId })
    return reply.status(statusCode).send({ message: 'an internal error occurred; see the log of Outcrop' })
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .send({ message: `there is nothing at ${request.method} ${request.url}; GET /_outcrop lists what there is` }),
  )
}

function statusOf(error: unknown): number {
  if (error instanceof ConflictError) return 409
  return error instanceof ConfigError ? 400 : 500
}

function parseJson(
  _request: unknown,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  try {
    done(null, body.length === 0 ? undefined : JSON.parse(String(body)))
  } catch {
    done(new AdminError(400, 'the body is not valid JSON'))
  }
}
