import { findDocker } from '../../emulator/s3-backend/docker-engine.ts'
import { ownLabels, removeContainer } from '../../emulator/s3-backend/minio-containers.ts'
import { MINIO_CREDENTIALS, startMinio } from '../../emulator/s3-backend/start-minio.ts'
import { DEFAULT_S3_IMAGE } from '../../emulator/s3-options.ts'

export interface MinioServer extends AsyncDisposable {
  endpoint: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}

/** MinIO in a container of its own, which goes away with it; OUTCROP_TEST_S3_IMAGE names another image. */
export async function minioServer({ region = 'us-east-1' } = {}): Promise<MinioServer> {
  const image = process.env['OUTCROP_TEST_S3_IMAGE'] ?? DEFAULT_S3_IMAGE
  const engine = await findDocker()
  const container = await startMinio(engine, { image, region, labels: ownLabels() }, undefined)
  return {
    endpoint: `http://${engine.host}:${container.getPort()}`,
    credentials: { ...MINIO_CREDENTIALS },
    [Symbol.asyncDispose]: async () => void (await removeContainer(engine, container.getId())),
  }
}
