import { AuthError } from './auth-error.ts'
import type { V2Signature, V4Signature } from './signature.ts'

/** Throws an AuthError where a request was signed too long ago, or a link is not good any more, or not yet. */
export function checkTime(signature: V4Signature | V2Signature, now: number, tolerance: number): void {
  if (signature.form === 'oldQuery') return checkUntil(Number(signature.expires) * 1000, { now, seconds: undefined })
  const { requestedAt, time, expiresIn } = signature
  if (expiresIn !== undefined) {
    if (requestedAt > now + tolerance) throw new AuthError({ kind: 'notYetValid', validFrom: requestedAt, now })
    return checkUntil(requestedAt + expiresIn * 1000, { now, seconds: expiresIn })
  }
  if (Math.abs(requestedAt - now) > tolerance)
    throw new AuthError({ kind: 'skewed', requestTime: time, requestedAt, now })
}

function checkUntil(expiredAt: number, { now, seconds }: { now: number; seconds: number | undefined }): void {
  if (now > expiredAt) throw new AuthError({ kind: 'expiredLink', seconds, expiredAt, now })
}
