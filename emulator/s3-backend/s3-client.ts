import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { RemoteS3 } from './s3-backend.ts'

/** In milliseconds. */
const CONNECTION_TIMEOUT = 10_000

type Reached = Omit<RemoteS3, 'credentials'> & Partial<RemoteS3>

/**
 * A client of an S3 by its address; without `credentials` it finds some itself. It is told everything that the environment
 * could turn into something else: that may lead to ourselves.
 */
export const createS3Client = (
  { endpoint, region, credentials }: Reached,
  others: Pick<S3ClientConfig, 'maxAttempts'> = {},
): S3Client =>
  new S3Client({
    endpoint: endpoint.origin,
    region,
    forcePathStyle: true,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    // Not every S3 knows the checksums that AWS has added in 2025.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT },
    ...(credentials && { credentials }),
    ...others,
  })
