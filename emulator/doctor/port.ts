import { createServer } from 'node:http'
import type { ConfigError } from '../config.ts'
import { listen, urlOf } from '../listen.ts'
import { ask, jsonOf } from './ask.ts'
import { ok, warning, wrong, type Finding } from './finding.ts'

interface Address {
  host: string
  port: number
}

/** Whether Outcrop could listen there; otherwise, who does. */
export async function checkPort({ host, port }: Address, signal: AbortSignal): Promise<Finding> {
  const server = createServer()
  try {
    await listen(server, { host, port })
    return ok(port === 0 ? `${host} has a free port` : `port ${port} on ${host} is free`)
  } catch (error) {
    const { message, cause } = error as ConfigError
    if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') return await whoListens({ host, port }, signal)
    const [finding, ...remedy] = message.split('; ')
    return wrong(finding!, remedy.join('; ') || 'choose another with --host and --port')
  } finally {
    server.close()
  }
}

/** Another Outcrop is no fault: it may be the one that is asked about. */
async function whoListens({ host, port }: Address, signal: AbortSignal): Promise<Finding> {
  const remedy = `stop it, or choose another with --port (0 takes a free one)`
  const url = urlOf(host, port)
  const version = await outcropAt(url, signal)
  return version === undefined
    ? wrong(`port ${port} on ${host} is in use by something that is no Outcrop`, remedy)
    : warning(`Outcrop ${version} runs at ${url}`, `for a second one, choose another port with --port`)
}

/** The version of the Outcrop that answers there, if one does. */
async function outcropAt(url: string, signal: AbortSignal): Promise<string | undefined> {
  // What never answers is no Outcrop, and shall not be taken for a check that has failed.
  const soon = AbortSignal.any([signal, AbortSignal.timeout(2000)])
  try {
    const health = jsonOf(await ask(new URL('/_outcrop/health', url), soon))
    return health?.['status'] === 'ok' ? String(health['version']).slice(0, 40) : undefined
  } catch {
    return undefined
  }
}
