import { describe } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { describeS3 } from '../suites/s3.ts'
import { BY_HOST, BY_PATH } from '../suites/s3/groups.ts'
import { Subject } from '../suites/s3/subject.ts'

/** What the suite says of owners is of this account. */
const KEYS = { accessKeyId: '111122223333', secretAccessKey: 'secret' }
const region = 'us-east-1'

describe('the embedded S3 where signatures are verified', () => {
  describeS3(
    async () => {
      const outcrop = await startOutcrop({ auth: 'verify', credentials: [KEYS] })
      return new Subject({ endpoint: outcrop.url, signer: { ...KEYS, region } }).onClose(
        async () => await outcrop.close(),
      )
    },
    {},
    { only: BY_PATH },
  )
})

describe('the same by the hosts of buckets', () => {
  describeS3(
    async () => {
      const outcrop = await startOutcrop({ auth: 'verify', credentials: [KEYS] })
      const hostOfBuckets = `s3.localhost:${new URL(outcrop.url).port}`
      const subject = new Subject({ endpoint: outcrop.url, signer: { ...KEYS, region }, hostOfBuckets })
      return subject.onClose(async () => await outcrop.close())
    },
    {},
    { only: BY_HOST },
  )
})
