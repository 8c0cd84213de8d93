import { describe } from 'vitest'
import { startForwarding } from '../../support/forwarding.ts'
import { startS3Server } from '../../support/s3-server.ts'
import { describeS3 } from '../../suites/s3.ts'
import { BY_HOST, BY_PATH, NOT_FORWARDED } from '../../suites/s3/groups.ts'
import { Subject } from '../../suites/s3/subject.ts'

async function startBoth({ byHost }: { byHost: boolean }): Promise<Subject> {
  const far = await startS3Server()
  const credentials = async () => ({ accessKeyId: '111122223333', secretAccessKey: 'secret' })
  const near = await startForwarding({ endpoint: new URL(far.endpoint), region: 'us-east-1', credentials })
  const signer = { accessKeyId: 'anything', secretAccessKey: 'at all', region: 'us-east-1' }
  const hosts = byHost && { hostOfBuckets: `s3.localhost:${near.port}` }
  return new Subject({ endpoint: near.endpoint, signer, ...hosts })
    .onClose(async () => await near[Symbol.asyncDispose]())
    .onClose(async () => await far[Symbol.asyncDispose]())
}

describe('the embedded S3 behind the forwarding face', () => {
  describeS3(async () => await startBoth({ byHost: false }), {}, { only: BY_PATH, without: NOT_FORWARDED })
})

describe('the same by the hosts of buckets', () => {
  const groups = BY_HOST.filter((group) => !NOT_FORWARDED.includes(group))
  describeS3(async () => await startBoth({ byHost: true }), {}, { only: groups })
})
