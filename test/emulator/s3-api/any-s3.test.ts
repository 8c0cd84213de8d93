// oxlint-disable vitest/no-conditional-tests, vitest/no-disabled-tests -- Whether there is an S3 to test is known at the start.
import { describe, test } from 'vitest'
import { describeS3 } from '../../suites/s3.ts'
import { toDiffering } from '../../suites/s3/difference.ts'
import { BY_HOST } from '../../suites/s3/groups.ts'
import { MINIO_DIFFERENCES } from '../../suites/s3/minio-differences.ts'
import { Subject } from '../../suites/s3/subject.ts'

const {
  OUTCROP_TEST_S3_ENDPOINT: endpoint,
  OUTCROP_TEST_S3_LIKE: like,
  OUTCROP_TEST_S3_HOST_OF_BUCKETS: hostOfBuckets,
  AWS_ACCESS_KEY_ID: accessKeyId = '',
  AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
  AWS_SESSION_TOKEN: sessionToken,
  AWS_REGION: region = 'us-east-1',
} = process.env

if (endpoint === undefined) test.skip('the S3 that OUTCROP_TEST_S3_ENDPOINT names: there is none', () => undefined)
else {
  const differing = like === 'minio' ? toDiffering(MINIO_DIFFERENCES) : {}
  const open = async (more: { hostOfBuckets?: string } = {}): Promise<Subject> => {
    const signer = { accessKeyId, secretAccessKey, sessionToken, region }
    const subject = new Subject({ endpoint, signer, attempts: 3, ...more })
    return subject.onClose(async () => await subject.removeBuckets())
  }
  describe(`the S3 at ${endpoint}`, { timeout: 120_000 }, () => {
    describeS3(async () => await open(), differing)
  })
  if (hostOfBuckets !== undefined)
    describe(`the same with buckets below ${hostOfBuckets}`, { timeout: 120_000 }, () => {
      describeS3(async () => await open({ hostOfBuckets }), differing, { only: BY_HOST })
    })
}
