import type { Registry } from 'prom-client'
import { Type } from 'typebox'
import type { AddRoutes } from './admin-api.ts'

const schema = {
  summary: 'figures for Prometheus',
  response: { 200: { description: 'in the text format', content: { 'text/plain': { schema: Type.String() } } } },
}

export const addMetricsRoutes: AddRoutes = (app, context) => {
  let registry: Registry | undefined
  app.get('/_outcrop/metrics', { schema }, async (_request, reply) => {
    // What few ask for is loaded for those who do.
    const { createRegistry } = await import('./metrics.ts')
    registry ??= createRegistry(context)
    return await reply.type(registry.contentType).send(await registry.metrics())
  })
}
