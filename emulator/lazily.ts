import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Log } from './log.ts'

export interface LazyApp {
  handle: (request: IncomingMessage, response: ServerResponse) => void
  close: () => Promise<void>
}

/** An app that is loaded by the first request for it. Where that fails the request is answered 500, and the next tries again. */
export function lazily(name: string, log: Pick<Log, 'error'>, load: () => Promise<FastifyInstance>): LazyApp {
  let loading: Promise<FastifyInstance> | undefined
  let loaded: FastifyInstance | undefined
  const loadOnce = async (): Promise<FastifyInstance> => {
    const app = await load()
    await app.ready()
    loaded = app
    return app
  }
  return {
    handle: (request, response) => {
      if (loaded) return loaded.routing(request, response)
      loading ??= loadOnce()
      loading.then(
        (app) => void (response.destroyed || app.routing(request, response)),
        (error: unknown) => {
          loading = undefined
          log.error(`${name} could not be loaded`, error)
          refuse(response)
        },
      )
    },
    close: async () => {
      const app = await loading?.catch(() => undefined)
      await app?.close()
    },
  }
}

/** No API has loaded its own way of saying so. Clients of each go by the status. */
function refuse(response: ServerResponse): void {
  if (response.destroyed) return
  response.writeHead(500, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ message: 'Outcrop could not load what answers this; see its log' }))
}
