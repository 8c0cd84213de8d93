import { toAmzTime } from './amz-time.ts'
import type { AuthError, AuthFault } from './auth-error.ts'
import { BEDROCK_RULES } from './service-rules.ts'

/** How AWS's services other than S3 refuse: the code as query APIs write it. JSON APIs put another ending to some. */
export interface ServiceRefusal {
  code:
    | 'AccessDenied'
    | 'ExpiredToken'
    | 'IncompleteSignature'
    | 'InvalidSignature'
    | 'MissingAuthenticationToken'
    | 'UnrecognizedClient'
  status: number
  message: string
}

type Kind = AuthFault['kind']

/** The same for all of them. */
const TOLERANCE = BEDROCK_RULES.clockTolerance
const MINUTES = TOLERANCE / 60_000

/** AWS: the codes are those of its pages of common errors, the texts were seen. */
const missing: ServiceRefusal = {
  code: 'MissingAuthenticationToken',
  status: 403,
  message: 'Missing Authentication Token',
}
const incomplete = (message: string): ServiceRefusal => ({ code: 'IncompleteSignature', status: 400, message })
const invalidSignature = (message: string): ServiceRefusal => ({ code: 'InvalidSignature', status: 403, message })
const unknownClient: ServiceRefusal = {
  code: 'UnrecognizedClient',
  status: 403,
  message: 'The security token included in the request is invalid.',
}
const WITHOUT_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."

const IN_WORDS: { [K in Kind]: (fault: Extract<AuthFault, { kind: K }>) => ServiceRefusal } = {
  missing: () => missing,
  severalSignatures: () => incomplete('Only one of the Authorization header and the query may have a signature.'),
  unknownScheme: () => incomplete(lacking(['Credential', 'Signature', 'SignedHeaders'], true)),
  oldSignature: () => incomplete(lacking(['Credential', 'Signature', 'SignedHeaders'], true)),
  malformedHeader: ({ reason, lacks }) => incomplete(lacks.length > 0 ? lacking(lacks, false) : reason),
  malformedQuery: ({ reason }) => incomplete(reason),
  malformedOldQuery: () => missing,
  withoutDate: () => incomplete(WITHOUT_DATE),
  // Only S3 insists on it.
  withoutPayloadHash: () => invalidSignature(MISMATCH),
  unknownKey: () => unknownClient,
  unknownToken: () => unknownClient,
  expiredToken: () => ({
    code: 'ExpiredToken',
    status: 403,
    message: 'The security token included in the request is expired',
  }),
  skewed: ({ requestedAt, now }) => invalidSignature(describeSkew(requestedAt, now)),
  expiredLink: ({ expiredAt, now }) =>
    invalidSignature(`Signature expired: ${toAmzTime(expiredAt)} is now earlier than ${toAmzTime(now)}`),
  notYetValid: ({ validFrom, now }) => invalidSignature(describeSkew(validFrom, now)),
  unsignedHeaders: ({ names }) =>
    incomplete(names.map((name) => `'${name}' must be a 'SignedHeader' in the AWS Authorization.`).join(' ')),
  mismatch: () => invalidSignature(MISMATCH),
  // AWS: the texts were seen with Bedrock's API keys; the code of the second is UNVERIFIED.
  unknownBearer: () => ({
    code: 'AccessDenied',
    status: 403,
    message: 'Authentication failed: Please make sure your API Key is valid.',
  }),
  expiredBearer: () => ({ code: 'AccessDenied', status: 403, message: 'Bearer Token has expired' }),
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

function lacking(parts: string[], isWithoutDate: boolean): string {
  const sentences = parts.toSorted().map((part) => `Authorization header requires '${part}' parameter.`)
  return [...sentences, ...(isWithoutDate ? [WITHOUT_DATE] : [])].join(' ')
}

function describeSkew(requestedAt: number, now: number): string {
  const [at, current] = [toAmzTime(requestedAt), toAmzTime(now)]
  return requestedAt < now
    ? `Signature expired: ${at} is now earlier than ${toAmzTime(now - TOLERANCE)} (${current} - ${MINUTES} min.)`
    : `Signature not yet current: ${at} is still later than ${toAmzTime(now + TOLERANCE)} (${current} + ${MINUTES} min.)`
}

export const toServiceRefusal = ({ fault }: AuthError): ServiceRefusal =>
  (IN_WORDS[fault.kind] as (of: AuthFault) => ServiceRefusal)(fault)
