import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { StartedMinioContainer } from '@testcontainers/minio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDocker, type DockerEngine } from '../../emulator/s3-backend/docker-engine.ts'
import { ownLabels, removeContainer } from '../../emulator/s3-backend/minio-containers.ts'
import { MINIO_CREDENTIALS, startMinio } from '../../emulator/s3-backend/start-minio.ts'
import { DEFAULT_S3_IMAGE } from '../../emulator/s3-options.ts'
import { outcrop } from '../support/cli.ts'
import { describeWithDocker, whyNoDocker } from '../support/docker.ts'

interface Row {
  name: string
  status: string
  finding: string
}

const KEYS = {
  AWS_ACCESS_KEY_ID: MINIO_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: MINIO_CREDENTIALS.secretAccessKey,
}

async function doctor(options: string[], environment: NodeJS.ProcessEnv = {}) {
  const { stdout } = await outcrop(['doctor', '--port', '0', '--json', ...options], environment).ended
  const { checks } = JSON.parse(stdout) as { checks: Row[] }
  expect(stdout).not.toMatch(/outcrop-secret|of-another-place/)
  return (name: string): Row => checks.find((row) => row.name === name)!
}

describeWithDocker(
  'outcrop doctor with a Docker engine and a MinIO',
  () => {
    const { DOCKER_HOST, TESTCONTAINERS_RYUK_DISABLED } = process.env
    const environment = {
      ...(DOCKER_HOST !== undefined && { DOCKER_HOST }),
      ...(TESTCONTAINERS_RYUK_DISABLED !== undefined && { TESTCONTAINERS_RYUK_DISABLED }),
    }
    let engine: DockerEngine
    let minio: StartedMinioContainer
    let url: string

    beforeAll(async () => {
      engine = await findDocker()
      minio = await startMinio(engine, { image: DEFAULT_S3_IMAGE, region: 'us-east-1', labels: ownLabels() }, undefined)
      url = `http://${engine.host}:${minio.getPort()}`
      const credentials = MINIO_CREDENTIALS
      const s3 = new S3Client({ endpoint: url, region: 'us-east-1', forcePathStyle: true, credentials })
      await s3.send(new CreateBucketCommand({ Bucket: 'one-bucket' }))
      await s3.send(new PutObjectCommand({ Bucket: 'one-bucket', Key: 'a', Body: 'b' }))
      s3.destroy()
    }, 120_000)
    afterAll(async () => void (await removeContainer(engine, minio.getId())))

    test('the engine and the image are found, an image that nobody has is not', async () => {
      const found = await doctor(['--s3', 'minio'], environment)
      expect(found('docker')).toMatchObject({
        status: 'ok',
        finding: expect.stringMatching(/^Docker \d+\..* \(linux\//),
      })
      expect(found('image')).toMatchObject({ status: 'ok', finding: `${DEFAULT_S3_IMAGE} is here` })
      const missing = await doctor(['--s3', 'minio', '--s3-image', 'minio.invalid/none:at-all'], environment)
      expect(missing('image')).toMatchObject({ status: 'warning' })
    })

    test('it is an S3, and its bucket can be listed, read and written', async () => {
      const row = await doctor(['--s3', url, '--buckets', 'one-bucket', '--write'], KEYS)
      for (const name of ['s3', 'credentials', 'clock']) expect(row(name)).toMatchObject({ status: 'ok' })
      expect(row('bucket')).toEqual({
        name: 'bucket',
        status: 'ok',
        finding: 'one-bucket is in us-east-1: listing and reading work, writing works',
      })
    })

    test.each([
      [{ ...KEYS, AWS_ACCESS_KEY_ID: 'somebody' }, 'the S3 does not know the access key some...'],
      [{ ...KEYS, AWS_SECRET_ACCESS_KEY: 'something' }, 'the secret key is another'],
      [{ ...KEYS, AWS_SESSION_TOKEN: 'of-another-place' }, 'the session token beside'],
    ])('of credentials that it refuses it is said why: %j', async (keys, words) => {
      const row = await doctor(['--s3', url], keys)
      expect(row('credentials')).toMatchObject({ status: 'wrong', finding: expect.stringContaining(words) })
    })

    test('its console is no S3', async () => {
      const row = await doctor(['--s3', `http://${engine.host}:${minio.getUiPort()}`], KEYS)
      expect(row('s3')).toMatchObject({ status: 'wrong', finding: expect.stringContaining('answers with a web page') })
    })
  },
  await whyNoDocker(),
)
