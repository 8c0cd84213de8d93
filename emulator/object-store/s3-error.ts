import { ObjectStoreError, type ObjectStoreErrorKind } from './object-store.ts'
import { meaningOfRefusal, type RefusalMeaning, type SdkError } from './s3-refusal.ts'

const KIND_OF_CODE: Record<string, ObjectStoreErrorKind> = {
  NoSuchBucket: 'noSuchBucket',
  NoSuchKey: 'noSuchKey',
  NoSuchUpload: 'noSuchUpload',
  QuotaExceeded: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  XMinioStorageFull: 'full',
}

const KIND_OF_STATUS: Record<number, ObjectStoreErrorKind> = {
  401: 'accessDenied',
  403: 'accessDenied',
  412: 'changed',
  507: 'full',
}

const BAD_CREDENTIALS = 'the credentials that Outcrop was started with are not good for this S3'

/** They are about Outcrop itself, not about what a job may do: they stand for no permission. */
const ADVICE: Record<RefusalMeaning, string | undefined> = {
  noCredentials: 'Outcrop finds no credentials for this S3',
  unknownKey: BAD_CREDENTIALS,
  wrongSecret: BAD_CREDENTIALS,
  expired: 'the credentials that Outcrop was started with have expired',
  strangeToken: BAD_CREDENTIALS,
  badCredentials: BAD_CREDENTIALS,
  wrongClock: "this machine's clock and that of S3 differ by more than S3 allows",
  // What is said of a bucket that is elsewhere fits better.
  wrongRegion: undefined,
}

/** AWS: a key that cannot be used is told with a code such as `KMS.DisabledException`, and status 400. */
const KMS_CODE = /^KMS\./

const TRANSIENT_CODES = new Set([
  'BadDigest',
  'BandwidthLimitExceeded',
  'IncompleteBody',
  'InternalError',
  'OperationAborted',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'SlowDown',
  'SlowDownRead',
  'SlowDownWrite',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'XAmzContentSHA256Mismatch',
])
const TRANSIENT_STATUSES = new Set([408, 429, 500, 502, 503, 504])
/** Of connections that cannot be made or that break, and of answers that break off in their head. */
const CONNECTION_CODE =
  /^(?:ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENET[A-Z]+|ENOTFOUND|EAI_AGAIN|EMFILE|HPE_[A-Z_]+|ERR_STREAM_PREMATURE_CLOSE)$/

/** Whether what failed may work when it is tried again. */
export function isTransient(error: unknown): boolean {
  const {
    name = '',
    code = '',
    $metadata: { httpStatusCode: status = 0, clockSkewCorrected = false } = {},
  } = error as SdkError
  if (name === 'AbortError') return false
  // An answer of success that cannot be read was cut off or garbled on its way.
  const isGarbled = status >= 200 && status < 300
  return (
    isGarbled ||
    clockSkewCorrected ||
    TRANSIENT_CODES.has(name) ||
    TRANSIENT_STATUSES.has(status) ||
    CONNECTION_CODE.test(code)
  )
}

const MAX_MESSAGE = 300
/** What the SDK says of an answer without a document. */
const NO_WORDS = 'UnknownError'

/** What was asked of S3, for the text of its refusal. */
export interface Asked {
  /** Such as `GetObject s3://bucket/key`. */
  request: string
  /** AWS: answers to HEAD have no code: what a bare 404 stands for. */
  missing: 'noSuchBucket' | 'noSuchKey'
  attempts: number
}

/** What an error of the SDK means. */
export function errorOfS3(error: unknown, asked: Asked): ObjectStoreError {
  if (error instanceof ObjectStoreError) return error
  return new ObjectStoreError(kindOf(error as SdkError, asked), textOf(error as SdkError, asked), { cause: error })
}

function kindOf(error: SdkError, { missing }: Asked): ObjectStoreErrorKind {
  const { name = '', $metadata } = error
  const status = $metadata?.httpStatusCode ?? 0
  if (meaningOfRefusal(error) !== undefined) return 'unavailable'
  if (KMS_CODE.test(name)) return 'accessDenied'
  if (Object.hasOwn(KIND_OF_CODE, name)) return KIND_OF_CODE[name]!
  return status === 404 ? missing : (KIND_OF_STATUS[status] ?? 'unavailable')
}

function textOf(error: SdkError, { request, attempts }: Asked): string {
  const { name = '', message = '', code, $metadata } = error
  const status = $metadata?.httpStatusCode
  const times = isTransient(error) && attempts > 1 ? ` after ${attempts} attempts` : ''
  const said = ['', name, NO_WORDS].includes(message) ? '' : `: ${message.slice(0, MAX_MESSAGE)}`
  const advice = adviceOf(error)
  const why = advice === undefined ? '' : `; ${advice}`
  if (status === undefined) return `S3 does not answer ${request}${times}: ${code ?? name}${said}${why}`
  return `S3 answers ${request} with ${status} ${name}${times}${said}${why}`
}

function adviceOf(error: SdkError): string | undefined {
  const { $metadata } = error
  const meaning = meaningOfRefusal(error)
  if (meaning !== undefined && ADVICE[meaning] !== undefined) return ADVICE[meaning]
  const region = regionOfRefusal(error)
  const isRedirect = $metadata?.httpStatusCode === 301 || $metadata?.httpStatusCode === 307
  if (region === undefined && !isRedirect) return undefined
  return `the bucket is in ${region ?? 'another region'}, and Outcrop asks for it in another: see the option region`
}

/** AWS: whoever asks at the wrong region's endpoint is told the right one. */
export const regionOfRefusal = (error: unknown): string | undefined => {
  const { $metadata, $response } = (error ?? {}) as SdkError
  const isElsewhere = $metadata?.httpStatusCode === 301 || $metadata?.httpStatusCode === 400
  return isElsewhere ? $response?.headers?.['x-amz-bucket-region'] : undefined
}
