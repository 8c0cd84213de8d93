import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3'
import { ConfigError } from '../config.ts'
import { orAborted } from './or-aborted.ts'
import type { RemoteS3 } from './s3-backend.ts'

/** What the SDK rejects with. Without a status there was no answer. */
export interface SdkRefusal extends Error {
  code?: string
  Code?: string
  Region?: string
  $metadata?: { httpStatusCode?: number }
}

const PATIENCE = 15_000

/** Asks one signed question, so that a start does not succeed where every job would fail. Rejects with a ConfigError. */
export async function checkReachable(
  client: S3Client,
  { endpoint, region }: Pick<RemoteS3, 'endpoint' | 'region'>,
  signal?: AbortSignal,
): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE)
  const fail = (what: string, cause?: unknown): never => {
    throw new ConfigError(`s3 is ${endpoint.origin}, but ${what}`, { cause })
  }
  try {
    await orAborted(client.config.credentials(), signal)
  } catch (error) {
    signal?.throwIfAborted()
    fail(`there are no credentials for it: ${(error as Error).message}; ${SET_CREDENTIALS}`, error)
  }
  try {
    const abortSignal = signal ? AbortSignal.any([signal, patience]) : patience
    const { Buckets: buckets } = await client.send(new ListBucketsCommand({}), { abortSignal })
    if (buckets === undefined) fail(NO_S3)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ConfigError) throw error
    if (patience.aborted) fail(`it has not answered for ${PATIENCE / 1000} s; ${CHECK_URL}`, error)
    const wrong = whatIsWrong(error as SdkRefusal, region)
    if (wrong !== undefined) fail(wrong, error)
  }
}

const SET_CREDENTIALS = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, to those of this S3'
const CHECK_URL = 'see that it is started, and that the URL is right'
const NO_S3 = 'what answers there is no S3; give the URL of its API, without a path'

/** Codes of S3 and of those like it that mean: with these credentials nothing will ever work. */
const BAD_CREDENTIALS = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidToken',
  'InvalidClientTokenId',
  'AuthFailure',
])

/** `undefined` where it is an S3 that knows us, though it may not let us see all buckets. */
function whatIsWrong(error: SdkRefusal, region: string): string | undefined {
  const { name, message, Region: rightRegion, $metadata } = error
  const status = $metadata?.httpStatusCode
  if (status === undefined) return `it cannot be reached: ${reasonOf(error)}; ${CHECK_URL}`
  if (BAD_CREDENTIALS.has(name)) return `it refuses the credentials: ${name}: ${message}; ${SET_CREDENTIALS}`
  if (name === 'RequestTimeTooSkewed') return `its clock is another: ${message}; set the clock of this machine`
  if (name === 'AuthorizationHeaderMalformed')
    return `it takes no requests for ${region}: ${message}; give its region with --region${rightRegion ? ` ${rightRegion}` : ''}`
  if (status >= 500) return `it answers ${status} ${name}: ${message}; wait until it is well, or see its log`
  // Who may not list all buckets, or asks a server without that operation, may use single ones.
  return error.Code === undefined ? NO_S3 : undefined
}

const reasonOf = ({ code, message, name }: SdkRefusal): string =>
  code !== undefined && !message.includes(code) ? `${code} ${message}` : message || name
