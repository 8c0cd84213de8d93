import { randomUUID } from 'node:crypto'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { describeWithDocker } from '../support/docker.ts'
import { minioServer } from '../support/minio.ts'
import { forwardingSuite } from '../suites/forwarding.ts'

describeWithDocker('the AWS SDK, over MinIO as another S3, which verifies signatures', () => {
  forwardingSuite(
    async () => {
      const region = 'eu-north-1'
      const minio = await minioServer({ region })
      const direct = new S3Client({
        endpoint: minio.endpoint,
        region,
        forcePathStyle: true,
        credentials: minio.credentials,
      })
      return {
        remote: { endpoint: new URL(minio.endpoint), region, credentials: () => Promise.resolve(minio.credentials) },
        newBucket: async () => {
          const Bucket = `bucket-${randomUUID()}`
          await direct.send(new CreateBucketCommand({ Bucket }))
          return Bucket
        },
        [Symbol.asyncDispose]: async () => {
          direct.destroy()
          await minio[Symbol.asyncDispose]()
        },
      }
    },
    {
      // It has no such keys, but where it takes them for others.
      keysWithDots: /^(?:stored|XMinioInvalidObjectName|XMinioInvalidResourceName|MethodNotAllowed)$/,
    },
  )
})
