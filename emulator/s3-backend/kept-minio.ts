import { hash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { ConfigError } from '../config.ts'
import type { DockerEngine } from './docker-engine.ts'
import { isKeptOne } from './minio-containers.ts'
import { CONSOLE_PORT, MINIO_PORT } from './start-minio.ts'

/** One for each image and region, so that all who want the same find the same. */
export const keptName = (image: string, region: string): string =>
  `outcrop-minio-${region}-${hash('sha256', image).slice(0, 8)}`

export interface Ports {
  api: number
  console: number
}

/** Finds the container that an earlier start kept, starts it if need be, and waits for MinIO; `undefined` where there is none. */
export async function findKept(
  { client, host }: DockerEngine,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Ports | undefined> {
  const container = client.container.getById(name)
  const found = await container.inspect().catch((error: { statusCode?: number }) => {
    if (error.statusCode === 404) return undefined
    throw error
  })
  if (!found) return undefined
  if (!isKeptOne(found.Config.Labels))
    throw new ConfigError(`the container ${name} is none that Outcrop kept; rename it, or leave out --s3-reuse`)
  const begunAt = Date.now()
  while (Date.now() < begunAt + PATIENCE) {
    signal?.throwIfAborted()
    const { State: state, NetworkSettings: settings } = await container.inspect()
    // One that is just made is started by whoever made it.
    const isForeign = state.Status === 'created' && Date.now() < begunAt + MAKERS_TIME
    if (!state.Running && !isForeign) await container.start().catch(unlessStarted)
    const ports = { api: portOf(settings.Ports, MINIO_PORT), console: portOf(settings.Ports, CONSOLE_PORT) }
    if (ports.api !== 0 && (await answers(`http://${host}:${ports.api}`, signal))) return ports
    await setTimeout(INTERVAL)
  }
  throw new ConfigError(
    `MinIO in the kept container ${name} has not answered for ${PATIENCE / 1000} s; docker logs ${name} may say why, docker rm --force --volumes ${name} gives it up with its data`,
  )
}

/** The same for one that is being made: Docker gives its name away before anybody sees it. */
export async function findKeptSoon(
  engine: DockerEngine,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Ports | undefined> {
  for (let waited = 0; waited < MAKERS_TIME; waited += INTERVAL) {
    signal?.throwIfAborted()
    const found = await findKept(engine, name, signal)
    if (found) return found
    await setTimeout(INTERVAL)
  }
  return undefined
}

const PATIENCE = 60_000
const INTERVAL = 200
const MAKERS_TIME = 5000
/** A MinIO that starts takes connections that it never answers. */
const ATTEMPT_TIME = 1000

const unlessStarted = (error: { statusCode?: number }): void => {
  if (error.statusCode !== 304) throw error
}

/** Docker lends a container other ports whenever it is started. */
const portOf = (bindings: Record<string, { HostPort: string }[] | null>, port: number): number =>
  Number(bindings[`${port}/tcp`]?.[0]?.HostPort ?? 0)

async function answers(url: string, signal: AbortSignal | undefined): Promise<boolean> {
  const ends = [AbortSignal.timeout(ATTEMPT_TIME), ...(signal ? [signal] : [])]
  return await fetch(`${url}/minio/health/live`, { signal: AbortSignal.any(ends) }).then(
    ({ ok }) => ok,
    () => false,
  )
}
