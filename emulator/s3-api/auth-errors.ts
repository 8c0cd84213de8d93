import type { AuthError, AuthFault } from '../auth/auth-error.ts'
import { S3_RULES } from '../auth/service-rules.ts'
import { toIsoTime } from '../../translator/formats/time.ts'
import { invalidArgument, notTheOwner, S3Error } from './errors.ts'

type Kind = AuthFault['kind']
type Fault<K extends Kind> = Extract<AuthFault, { kind: K }>

/** AWS: whole seconds. */
const toTime = (milliseconds: number): string => toIsoTime(Math.floor(milliseconds / 1000) * 1000).replace('.000Z', 'Z')

/** AWS: the bytes of a text in hex, with blanks between them. */
const toBytes = (text: string): string =>
  Buffer.from(text, 'latin1')
    .toString('hex')
    .replaceAll(/(..)(?=.)/g, '$1 ')

const denied = (message: string, about: Record<string, string> = {}): S3Error =>
  new S3Error('AccessDenied', 403, message, about)

const IN_WORDS: { [K in Kind]: (fault: Fault<K>) => S3Error } = {
  missing: notTheOwner,
  severalSignatures: () =>
    invalidArgument(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      'Authorization',
      '',
    ),
  // AWS says the whole value back; a token is better not repeated.
  unknownScheme: ({ scheme }) => invalidArgument('Unsupported Authorization Type', 'Authorization', scheme),
  oldSignature: () =>
    new S3Error(
      'InvalidRequest',
      400,
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    ),
  malformedHeader: ({ reason }) =>
    new S3Error('AuthorizationHeaderMalformed', 400, `The authorization header is malformed; ${reason}`),
  malformedQuery: ({ reason, isAboutCredential }) =>
    new S3Error(
      'AuthorizationQueryParametersError',
      400,
      isAboutCredential ? `Error parsing the X-Amz-Credential parameter; ${reason}` : reason,
    ),
  malformedOldQuery: ({ reason }) => denied(reason),
  withoutDate: () => denied('AWS authentication requires a valid Date or x-amz-date header'),
  withoutPayloadHash: () =>
    new S3Error('InvalidRequest', 400, 'Missing required header for this request: x-amz-content-sha256'),
  unknownKey: ({ accessKeyId }) =>
    new S3Error('InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.', {
      AWSAccessKeyId: accessKeyId,
    }),
  unknownToken: ({ token }) =>
    new S3Error('InvalidToken', 400, 'The provided token is malformed or otherwise invalid.', { 'Token-0': token }),
  expiredToken: ({ token }) =>
    new S3Error('ExpiredToken', 400, 'The provided token has expired.', { 'Token-0': token }),
  skewed: ({ requestTime, now }) =>
    new S3Error(
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: requestTime,
        ServerTime: toTime(now),
        MaxAllowedSkewMilliseconds: String(S3_RULES.clockTolerance),
      },
    ),
  expiredLink: ({ seconds, expiredAt, now }) =>
    denied('Request has expired', {
      ...(seconds !== undefined && { 'X-Amz-Expires': String(seconds) }),
      Expires: toTime(expiredAt),
      ServerTime: toTime(now),
    }),
  // The members are UNVERIFIED.
  notYetValid: ({ validFrom, now }) =>
    denied('Request is not valid yet', { 'X-Amz-Date': toTime(validFrom), ServerTime: toTime(now) }),
  unsignedHeaders: ({ names }) =>
    denied('There were headers present in the request which were not signed', { HeadersNotSigned: names.join(', ') }),
  mismatch: ({ accessKeyId, signature, stringToSign, canonicalRequest }) =>
    new S3Error(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      {
        AWSAccessKeyId: accessKeyId,
        StringToSign: stringToSign,
        SignatureProvided: signature,
        StringToSignBytes: toBytes(stringToSign),
        ...(canonicalRequest !== undefined && {
          CanonicalRequest: canonicalRequest,
          CanonicalRequestBytes: toBytes(canonicalRequest),
        }),
      },
    ),
  // S3 has no such keys: they are refused as an unknown scheme.
  unknownBearer: notTheOwner,
  expiredBearer: notTheOwner,
}

/** AWS: what S3 says to a request that it does not let in. */
export const toS3AuthError = ({ fault }: AuthError): S3Error =>
  (IN_WORDS[fault.kind] as (of: AuthFault) => S3Error)(fault)
