import { AuthError } from './auth-error.ts'
import { fromAmzTime } from './amz-time.ts'
import { parseCredential } from './parse-credential.ts'
import type { V4Signature } from './signature.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'
const REQUIRED = ['Algorithm', 'Credential', 'Signature', 'Date', 'SignedHeaders', 'Expires'].map(
  (name) => `X-Amz-${name}`,
)
const LONGEST_SECONDS = 604_800

const malformed = (reason: string): AuthError =>
  new AuthError({ kind: 'malformedQuery', reason, isAboutCredential: false })
const malformedCredential = (reason: string): AuthError =>
  new AuthError({ kind: 'malformedQuery', reason, isAboutCredential: true })

/** Reads the parameters of a presigned link. */
export function readV4Query(parameters: URLSearchParams): V4Signature {
  const get = (name: string): string => parameters.get(`X-Amz-${name}`) ?? ''
  if (REQUIRED.some((name) => (parameters.get(name) ?? '') === ''))
    throw malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    )
  if (get('Algorithm') !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`)
  const { accessKeyId, scope } = parseCredential(get('Credential'), malformedCredential)
  const requestedAt = fromAmzTime(get('Date'))
  if (requestedAt === undefined) throw malformed(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`)
  if (!get('Date').startsWith(scope.date))
    throw malformedCredential(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${get('Date').slice(0, 8)}".`,
    )
  return {
    form: 'query',
    accessKeyId,
    sessionToken: parameters.get('X-Amz-Security-Token') ?? undefined,
    scope,
    time: get('Date'),
    requestedAt,
    expiresIn: readSeconds(get('Expires')),
    signedHeaders: get('SignedHeaders').toLowerCase().split(';').toSorted(),
    signature: get('Signature'),
  }
}

function readSeconds(text: string): number {
  if (!/^-?[0-9]{1,12}$/.test(text)) throw malformed('X-Amz-Expires should be a number')
  const seconds = Number(text)
  if (seconds < 0) throw malformed('X-Amz-Expires must be non-negative')
  if (seconds > LONGEST_SECONDS)
    throw malformed(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST_SECONDS} seconds`,
    )
  return seconds
}
