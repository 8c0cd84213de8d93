import { DeleteBucketCommand, ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3'
import { ConfigError, ConflictError } from '../option-readers.ts'
import { findDocker, type DockerEngine } from './docker-engine.ts'
import { findKept, findKeptSoon, keptName, type Ports } from './kept-minio.ts'
import { KEPT_LABELS, nameOf, ownLabels, removeContainer, removeOrphans } from './minio-containers.ts'
import { orAborted } from './or-aborted.ts'
import { openRemote } from './remote.ts'
import type { S3Backend, S3Surroundings } from './s3-backend.ts'
import { MINIO_CREDENTIALS, startMinio } from './start-minio.ts'

export interface MinioWish {
  image: string
  region: string
  /** Whether the container, with its data, stays for the next start. */
  isKept: boolean
}

type Surroundings = Pick<S3Surroundings, 'log' | 'signal' | 'progress'>

interface Running {
  name: string
  ports: Ports
}

/** MinIO in a container, for as long as this lives or, where that is wished, for later starts too. */
export async function openMinio(wish: MinioWish, surroundings: Surroundings): Promise<S3Backend> {
  const { log, signal, progress } = surroundings
  try {
    progress?.('looking for Docker')
    const engine = await orAborted(findDocker(), signal)
    for (const name of await removeOrphans(engine))
      log.info(`removed the MinIO container ${name}, left behind by an Outcrop that was killed`)
    await pull(engine, wish.image, surroundings)
    progress?.('waiting for MinIO')
    const running = await (wish.isKept ? runKept(engine, wish, surroundings) : runOnce(engine, wish, signal))
    if (!engine.isLocal)
      log.warn(
        `Docker is on ${engine.host}: MinIO's ports are open to the network there, with credentials that everybody knows`,
      )
    return await openIn(engine, running, wish, surroundings)
  } finally {
    progress?.(undefined)
  }
}

async function pull({ client, ImageName }: DockerEngine, image: string, { signal, progress }: Surroundings) {
  const name = ImageName.fromString(image)
  if (await client.image.exists(name)) return
  progress?.(`pulling the image ${image}, once`)
  const fail = (reason: string, cause?: unknown): never => {
    throw new ConfigError(
      `the image ${image} cannot be had: ${reason}; docker pull it where there is a network, or name another with --s3-image`,
      { cause },
    )
  }
  const pulling = client.image.pull(name).catch((error: Error) => fail(oneLine(error.message), error))
  await orAborted(pulling, signal)
  if (!(await client.image.exists(name))) fail('the registry broke off')
}

async function runOnce(engine: DockerEngine, { image, region }: MinioWish, signal: AbortSignal | undefined) {
  const started = await startMinio(engine, { image, region, labels: ownLabels() }, signal).catch((error: unknown) =>
    explain(error, image, signal),
  )
  return { name: nameOf(started.getName()), ports: { api: started.getPort(), console: started.getUiPort() } }
}

async function runKept(engine: DockerEngine, wish: MinioWish, { log, signal }: Surroundings): Promise<Running> {
  const { image, region } = wish
  const name = keptName(image, region)
  const found = await findKept(engine, name, signal)
  if (found) {
    log.info(`MinIO of an earlier start goes on, with its data, in the container ${name}`)
    return { name, ports: found }
  }
  try {
    const started = await startMinio(engine, { image, region, labels: KEPT_LABELS, name }, signal)
    return { name, ports: { api: started.getPort(), console: started.getUiPort() } }
  } catch (error) {
    signal?.throwIfAborted()
    // The name is taken: another start was quicker.
    const made =
      (error as { statusCode?: number }).statusCode === 409 ? await findKeptSoon(engine, name, signal) : undefined
    return made ? { name, ports: made } : explain(error, image, signal)
  }
}

function explain(error: unknown, image: string, signal: AbortSignal | undefined): never {
  signal?.throwIfAborted()
  const { message } = error as Error
  const isReaper = process.env['TESTCONTAINERS_RYUK_DISABLED'] !== 'true' && !message.includes(image)
  const hint = isReaper
    ? '; if it is about testcontainers/ryuk, which clears up after testcontainers: TESTCONTAINERS_RYUK_DISABLED=true does without it'
    : ''
  throw new ConfigError(`MinIO could not be started from ${image}: ${oneLine(message)}${hint}`, {
    cause: error,
  })
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ')

async function openIn(
  engine: DockerEngine,
  { name, ports }: Running,
  { region, isKept }: MinioWish,
  surroundings: Surroundings,
): Promise<S3Backend> {
  const end = async (): Promise<void> => void (isKept || (await removeContainer(engine, name)))
  const endpoint = `http://${engine.host}:${ports.api}`
  const credentials = async () => MINIO_CREDENTIALS
  try {
    const remote = await openRemote({ endpoint: new URL(endpoint), region, credentials }, surroundings)
    return {
      ...remote,
      reset: async () => await empty(remote.client),
      usage: undefined,
      direct: {
        endpoint,
        console: `http://${engine.host}:${ports.console}`,
        credentials: { ...MINIO_CREDENTIALS },
        container: { name, isKept },
      },
      close: async () => {
        await remote.close()
        await end().catch((error: unknown) => surroundings.log.error(`the container ${name} cannot be removed`, error))
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** MinIO removes a bucket with all that is in it, whatever state that is in, when it is told so. */
async function empty(client: S3Client): Promise<void> {
  const { Buckets: buckets = [] } = await client.send(new ListBucketsCommand({}))
  for (const { Name: name } of buckets) {
    const command = new DeleteBucketCommand({ Bucket: name! })
    command.middlewareStack.add(
      (next) => async (args) => {
        ;(args.request as { headers: Record<string, string> }).headers['x-minio-force-delete'] = 'true'
        return await next(args)
      },
      { step: 'build' },
    )
    await client.send(command).catch((error: Error) => {
      throw new ConflictError(`MinIO does not let the bucket ${name} be removed: ${error.message}; a new start does`, {
        cause: error,
      })
    })
  }
}
