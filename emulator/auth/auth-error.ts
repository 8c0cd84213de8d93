/** Why a request is not let in, in the words of no API: each says it in its own. */
export type AuthFault =
  | { kind: 'missing' }
  | { kind: 'severalSignatures' }
  | { kind: 'unknownScheme'; scheme: string }
  | { kind: 'oldSignature' }
  /** `lacks`: the parts of the Authorization header that are not there. */
  | { kind: 'malformedHeader'; reason: string; lacks: string[] }
  | { kind: 'malformedQuery'; reason: string; isAboutCredential: boolean }
  | { kind: 'malformedOldQuery'; reason: string }
  | { kind: 'withoutDate' }
  | { kind: 'withoutPayloadHash' }
  | { kind: 'unknownKey'; accessKeyId: string }
  | { kind: 'unknownToken'; token: string }
  | { kind: 'expiredToken'; token: string }
  /** Times are epoch milliseconds. */
  | { kind: 'skewed'; requestTime: string; requestedAt: number; now: number }
  | { kind: 'expiredLink'; seconds: number | undefined; expiredAt: number; now: number }
  | { kind: 'notYetValid'; validFrom: number; now: number }
  | { kind: 'unsignedHeaders'; names: string[] }
  | { kind: 'mismatch'; accessKeyId: string; signature: string; stringToSign: string; canonicalRequest?: string }
  | { kind: 'unknownBearer' }
  | { kind: 'expiredBearer' }

export class AuthError extends Error {
  readonly fault: AuthFault
  constructor(fault: AuthFault) {
    super(`the request's signature is refused: ${fault.kind}`)
    this.fault = fault
  }
}
