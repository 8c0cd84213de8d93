import { describe } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { describeWithDocker } from '../support/docker.ts'
import { minioServer } from '../support/minio.ts'
import { describeS3 } from '../suites/s3.ts'
import { NOT_FORWARDED } from '../suites/s3/groups.ts'
import { toDiffering } from '../suites/s3/difference.ts'
import { ANSWERED_BY_THE_DOOR, MINIO_DIFFERENCES } from '../suites/s3/minio-differences.ts'
import { Subject } from '../suites/s3/subject.ts'

const region = 'us-east-1'

describeWithDocker('MinIO', () => {
  describe('by its own URL', () => {
    describeS3(async () => {
      const minio = await minioServer({ region })
      const signer = { ...minio.credentials, region }
      return new Subject({ endpoint: minio.endpoint, signer }).onClose(async () => await minio[Symbol.asyncDispose]())
    }, toDiffering(MINIO_DIFFERENCES))
  })

  describe('through the door, with credentials that it does not know', () => {
    describeS3(
      async () => {
        const outcrop = await startOutcrop({ s3: 'minio', region, logLevel: 'error' })
        const signer = { accessKeyId: 'anything', secretAccessKey: 'at all', region }
        return new Subject({ endpoint: outcrop.url, signer }).onClose(async () => await outcrop.close())
      },
      toDiffering(MINIO_DIFFERENCES, ANSWERED_BY_THE_DOOR),
      { without: NOT_FORWARDED },
    )
  })
})
