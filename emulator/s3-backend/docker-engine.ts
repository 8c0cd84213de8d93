import { createRequire } from 'node:module'
import type * as Minio from '@testcontainers/minio'
import type * as Testcontainers from 'testcontainers'
import { ConfigError } from '../config.ts'

/** The Docker engine, and what testcontainers brings to start MinIO in it. */
export interface DockerEngine {
  MinioContainer: typeof Minio.MinioContainer
  ImageName: typeof Testcontainers.ImageName
  client: Testcontainers.ContainerRuntimeClient
  /** Whether containers' ports are reached, and can be published, on this machine's loopback alone. */
  isLocal: boolean
  /** How programs on this machine reach containers' ports. */
  host: string
}

const PACKAGE = '@testcontainers/minio'

/** Loads testcontainers and finds the engine. Rejects with a ConfigError where one of them is not there. */
export async function findDocker(): Promise<DockerEngine> {
  const { minio, core } = await loadTestcontainers()
  const client = await core.getContainerRuntimeClient().catch((error: unknown) => {
    throw new ConfigError(
      's3 is minio, but no Docker engine answers; start Docker, or set DOCKER_HOST to where it is; without Docker, leave out --s3: the embedded store needs none',
      { cause: error },
    )
  })
  const { host } = client.info.containerRuntime
  const isLocal = host === 'localhost' || host === '127.0.0.1'
  const { MinioContainer } = minio
  return { MinioContainer, ImageName: core.ImageName, client, isLocal, host: isLocal ? '127.0.0.1' : host }
}

async function loadTestcontainers(): Promise<{ minio: typeof Minio; core: typeof Testcontainers }> {
  try {
    const minio = await import('@testcontainers/minio')
    // The very copy that MinioContainer is built on: it is a dependency of that package, and none of ours.
    const core = createRequire(import.meta.resolve(PACKAGE))('testcontainers') as typeof Testcontainers
    return { minio, core }
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new ConfigError(
      `s3 is minio, but ${PACKAGE} is not installed; npm install --save-dev ${PACKAGE} does it; or leave out --s3: the embedded store needs none`,
      { cause: error },
    )
  }
}

const isMissing = (error: unknown): boolean =>
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes((error as NodeJS.ErrnoException).code ?? '')
