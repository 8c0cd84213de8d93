import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { loadOnce } from './load-once.ts'
import type { Log } from './log.ts'

export interface LazyApp {
  handle: (request: IncomingMessage, response: ServerResponse) => void
  close: () => Promise<void>
}

/** An app that is loaded by the first request for it. Where that fails the request is answered 500, and the next tries again. */
export function lazily(name: string, log: Pick<Log, 'error'>, load: () => Promise<FastifyInstance>): LazyApp {
  let loading: Promise<FastifyInstance> | undefined
  let loaded: FastifyInstance | undefined
  const loadApp = loadOnce(async () => {
    try {
      const app = await load()
      loaded = await app.ready()
      return app
    } catch (error) {
      log.error(`${name} could not be loaded`, error)
      throw error
    }
  })
  const pass = (app: FastifyInstance, request: IncomingMessage, response: ServerResponse): void => {
    if (!response.destroyed) app.routing(request, response)
  }
  return {
    handle: (request, response) => {
      if (loaded) return pass(loaded, request, response)
      if (response.destroyed) return
      loading = loadApp()
      loading.then(
        (app) => pass(app, request, response),
        () => refuse(response),
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
