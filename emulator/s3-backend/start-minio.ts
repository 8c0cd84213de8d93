import { setTimeout } from 'node:timers/promises'
import type { StartedMinioContainer } from '@testcontainers/minio'
import type { DockerEngine } from './docker-engine.ts'
import { removeContainer } from './minio-containers.ts'
import { orAborted } from './or-aborted.ts'

/** Documented, and the same at every start: who can reach the ports can reach Outcrop too, which asks for none. */
export const MINIO_CREDENTIALS = { accessKeyId: 'outcrop', secretAccessKey: 'outcrop-secret' }

export const MINIO_PORT = 9000
export const CONSOLE_PORT = 9001

export interface MinioPlan {
  image: string
  /** Of the buckets in it. */
  region: string
  labels: Record<string, string>
  /** Of a container that stays; the others have names from Docker, and testcontainers' own care at the end. */
  name?: string
}

/** How long a broken-off start waits for Docker to say which container it has just made, in milliseconds. */
const FAREWELL = 3000

/** Makes a container and waits until MinIO answers. Leaves none behind where it rejects. */
export async function startMinio(
  engine: DockerEngine,
  plan: MinioPlan,
  signal: AbortSignal | undefined,
): Promise<StartedMinioContainer> {
  const { promise: created, resolve: tellCreated } = Promise.withResolvers<string>()
  const container = containerOf(engine, plan, (id) => {
    tellCreated(id)
    signal?.throwIfAborted()
  })
  const starting = container.start()
  try {
    return await orAborted(starting, signal)
  } catch (error) {
    const ended = starting.then(() => undefined).catch(() => undefined)
    const id = await Promise.race([created, ended, setTimeout(FAREWELL, undefined, { ref: false })])
    if (id !== undefined) await removeContainer(engine, id)
    throw error
  }
}

function containerOf(engine: DockerEngine, plan: MinioPlan, onCreated: (id: string) => void) {
  class OurMinioContainer extends engine.MinioContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      // Testcontainers publishes ports to the whole network.
      if (engine.isLocal)
        this.hostConfig.PortBindings = Object.fromEntries(
          [MINIO_PORT, CONSOLE_PORT].map((port) => [`${port}/tcp`, [{ HostIp: '127.0.0.1', HostPort: '0' }]]),
        )
    }

    protected override async containerCreated(id: string): Promise<void> {
      onCreated(id)
    }
  }
  const container = new OurMinioContainer(plan.image)
    .withUsername(MINIO_CREDENTIALS.accessKeyId)
    .withPassword(MINIO_CREDENTIALS.secretAccessKey)
    // Unless told otherwise, MinIO asks its makers for news.
    .withEnvironment({ MINIO_REGION: plan.region, MINIO_UPDATE: 'off' })
    .withLabels(plan.labels)
  return plan.name === undefined ? container : container.withName(plan.name).withAutoCleanup(false)
}
