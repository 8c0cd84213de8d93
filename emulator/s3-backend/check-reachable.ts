import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3'
import { ConfigError } from '../config.ts'
import { meaningOfRefusal, type RefusalMeaning, type SdkError } from '../object-store/s3-refusal.ts'
import { orAborted } from './or-aborted.ts'
import type { RemoteS3 } from './s3-backend.ts'

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
    fail(WRONG.noCredentials(error as Error, region), error)
  }
  try {
    const abortSignal = signal ? AbortSignal.any([signal, patience]) : patience
    const { Buckets: buckets } = await client.send(new ListBucketsCommand({}), { abortSignal })
    if (buckets === undefined) fail(NO_S3)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ConfigError) throw error
    if (patience.aborted) fail(`it has not answered for ${PATIENCE / 1000} s; ${CHECK_URL}`, error)
    const wrong = whatIsWrong(error as SdkError, region)
    if (wrong !== undefined) fail(wrong, error)
  }
}

const SET_CREDENTIALS = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, to those of this S3'
const CHECK_URL = 'see that it is started, and that the URL is right'
const NO_S3 = 'what answers there is no S3; give the URL of its API, without a path'

type Tell = (error: SdkError, region: string) => string

const badCredentials: Tell = ({ name, message }) =>
  `it refuses the credentials: ${name}: ${message}; ${SET_CREDENTIALS}`

/** Nothing will ever work as it is. */
const WRONG: Record<RefusalMeaning, Tell> = {
  noCredentials: ({ message }) => `there are no credentials for it: ${message}; ${SET_CREDENTIALS}`,
  unknownKey: badCredentials,
  wrongSecret: badCredentials,
  expired: badCredentials,
  strangeToken: badCredentials,
  badCredentials,
  wrongClock: ({ message }) => `its clock is another: ${message}; set the clock of this machine`,
  wrongRegion: ({ message, Region: right }, region) =>
    `it takes no requests for ${region}: ${message}; give its region with --region${right ? ` ${right}` : ''}`,
}

/** `undefined` where it is an S3 that knows us, though it may not let us see all buckets. */
function whatIsWrong(error: SdkError, region: string): string | undefined {
  const { name, message, $metadata } = error
  const meaning = meaningOfRefusal(error)
  if (meaning !== undefined) return WRONG[meaning](error, region)
  const status = $metadata?.httpStatusCode
  if (status === undefined) return `it cannot be reached: ${reasonOf(error)}; ${CHECK_URL}`
  if (status >= 500) return `it answers ${status} ${name}: ${message}; wait until it is well, or see its log`
  // Who may not list all buckets, or asks a server without that operation, may use single ones.
  return error.Code === undefined ? NO_S3 : undefined
}

const reasonOf = ({ code, message = '', name }: SdkError): string | undefined =>
  code !== undefined && !message.includes(code) ? `${code} ${message}` : message || name
