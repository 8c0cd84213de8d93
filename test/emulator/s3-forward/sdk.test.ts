import { describe } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { startFarS3 } from '../../support/far-end.ts'
import { forwardingSuite } from '../../suites/forwarding.ts'

describe('the AWS SDK, over our own S3 as another one', () => {
  forwardingSuite(async () => {
    const farEnd = await startFarS3()
    return {
      remote: farEnd.remote,
      newBucket: () => Promise.resolve(newBucket(farEnd.store)),
      [Symbol.asyncDispose]: () => farEnd[Symbol.asyncDispose](),
    }
  })
})
