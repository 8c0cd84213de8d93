import { describe } from 'vitest'
import { startForwarding } from '../../support/forwarding.ts'
import { startS3Server } from '../../support/s3-server.ts'
import { describeS3 } from '../../suites/s3.ts'
import { Subject } from '../../suites/s3/subject.ts'

describe('the embedded S3 behind the forwarding face', () => {
  describeS3(async () => {
    const far = await startS3Server()
    const credentials = async () => ({ accessKeyId: '111122223333', secretAccessKey: 'secret' })
    const near = await startForwarding({ endpoint: new URL(far.endpoint), region: 'us-east-1', credentials })
    const signer = { accessKeyId: 'anything', secretAccessKey: 'at all', region: 'us-east-1' }
    return new Subject({ endpoint: near.endpoint, signer })
      .onClose(async () => await near[Symbol.asyncDispose]())
      .onClose(async () => await far[Symbol.asyncDispose]())
  })
})
