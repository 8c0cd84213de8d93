import { describe } from 'vitest'
import { startS3Server } from '../../support/s3-server.ts'
import { describeS3 } from '../../suites/s3.ts'
import { Subject } from '../../suites/s3/subject.ts'

describe('the embedded S3', () => {
  describeS3(async () => {
    const server = await startS3Server()
    const signer = { accessKeyId: '111122223333', secretAccessKey: 'secret', region: 'us-east-1' }
    return new Subject({ endpoint: server.endpoint, signer }).onClose(async () => await server[Symbol.asyncDispose]())
  })
})
