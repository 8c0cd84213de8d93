/** What the SDK rejects with, whichever S3 it asked. */
export interface SdkError {
  /** The code of the answer; without an answer, what the SDK calls the failure. */
  name?: string
  message?: string
  /** The code, where the answer is a document of S3. */
  Code?: string
  /** That a request should have been signed for. */
  Region?: string
  /** Of the system, such as `ECONNRESET`. */
  code?: string
  /** Without a status there was no answer. */
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean }
  $response?: { headers?: Record<string, string> }
}

/** Why an S3 refuses whoever asks, whatever they ask for. */
export type RefusalMeaning =
  | 'noCredentials'
  | 'unknownKey'
  | 'wrongSecret'
  | 'expired'
  | 'strangeToken'
  | 'badCredentials'
  | 'wrongClock'
  | 'wrongRegion'

/** Codes of AWS and of those like it; `CredentialsProviderError` is the SDK's own. */
const MEANINGS: Record<string, RefusalMeaning> = {
  AuthFailure: 'badCredentials',
  AuthorizationHeaderMalformed: 'wrongRegion',
  CredentialsProviderError: 'noCredentials',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  InvalidAccessKeyId: 'unknownKey',
  InvalidClientTokenId: 'strangeToken',
  InvalidSecurity: 'badCredentials',
  InvalidToken: 'strangeToken',
  InvalidTokenId: 'strangeToken',
  RequestExpired: 'wrongClock',
  RequestTimeTooSkewed: 'wrongClock',
  SignatureDoesNotMatch: 'wrongSecret',
  TokenRefreshRequired: 'expired',
}

/** `undefined` where it is about what was asked for, or about the S3 itself. */
export const meaningOfRefusal = ({ name = '' }: SdkError): RefusalMeaning | undefined =>
  Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined
