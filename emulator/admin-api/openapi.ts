import swagger from '@fastify/swagger'
import Fastify, { type RouteOptions } from 'fastify'

/** The OpenAPI document of routes that another app answers: here they only say what they are. */
export async function createDocument(routes: readonly RouteOptions[], version: string): Promise<object> {
  const app = Fastify({ exposeHeadRoutes: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: "Outcrop's admin API",
        version,
        description: 'Watching, turning and resetting an Outcrop that runs.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
  })
  for (const { method, url, schema } of routes) app.route({ method, url, schema: schema!, handler: () => undefined })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
