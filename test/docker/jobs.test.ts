import { join } from 'node:path'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { describeWithDocker } from '../support/docker.ts'
import { jobServer } from '../support/job-server.ts'
import { minioServer, type MinioServer } from '../support/minio.ts'
import { temporaryFolder } from '../support/store.ts'
import { describeJobs } from '../suites/jobs.ts'

const RECORDS = 3000
const ROUNDS = 4
const eventually = { timeout: 60_000, interval: 20 }

const clientOf = ({ endpoint, credentials }: MinioServer): S3Client =>
  new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 })

describeWithDocker('over MinIO', () => {
  describeJobs(async () => {
    const minio = await minioServer()
    const client = clientOf(minio)
    return {
      client,
      [Symbol.asyncDispose]: async () => {
        client.destroy()
        await minio[Symbol.asyncDispose]()
      },
    }
  })

  test('a job whose process is killed again and again ends with the bytes of one that ran through embedded', async () => {
    using folder = temporaryFolder()
    const calm = await jobServer(join(folder.path, 'calm'))
    const calmJob = await calm.createJob(RECORDS)
    await expect.poll(() => calm.status(calmJob), eventually).toBe('Completed')

    await using minio = await minioServer()
    const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = minio.credentials
    const options = {
      options: ['--s3', minio.endpoint],
      environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
    }
    let server = await jobServer(join(folder.path, 'killed'), options)
    const jobArn = await server.createJob(RECORDS)
    for (let round = 1; round <= ROUNDS; round += 1) {
      await expect.poll(() => server.processed(jobArn), eventually).toBeGreaterThan((round * RECORDS) / (ROUNDS + 2))
      expect(await server.status(jobArn)).toBe('InProgress')
      await server.kill()
      server = await jobServer(join(folder.path, 'killed'), options)
    }
    await expect.poll(() => server.status(jobArn), eventually).toBe('Completed')

    const outputs = await server.outputs()
    expect(outputs).toHaveLength(2)
    expect(outputs).toEqual(await calm.outputs())
    const client = clientOf(minio)
    // MinIO lists what is under way of a key, but not below a prefix.
    const uploads = outputs.map(async (output) => {
      const [Prefix] = output.split(' ') as [string]
      return (await client.send(new ListMultipartUploadsCommand({ Bucket: 'out-put', Prefix }))).Uploads ?? []
    })
    expect((await Promise.all(uploads)).flat()).toEqual([])
    client.destroy()
  }, 180_000)
})
