import { AuthError } from './auth-error.ts'
import { parseCredential } from './parse-credential.ts'
import { fromAmzTime, toAmzTime } from './amz-time.ts'
import { headerOf, type SignedHead } from './signed-head.ts'
import type { V4Signature } from './signature.ts'

const PARTS = ['Credential', 'SignedHeaders', 'Signature'] as const

const malformed = (reason: string, lacks: string[] = []): AuthError =>
  new AuthError({ kind: 'malformedHeader', reason, lacks })

/** Reads what stands behind the name of the algorithm, with commas or blanks between the parts. */
export function readV4Header(text: string, head: SignedHead): V4Signature {
  const parts = new Map(text.split(/[\s,]+/).map((part) => part.split(/=(.*)/s, 2) as [string, string | undefined]))
  const lacks = PARTS.filter((name) => (parts.get(name) ?? '') === '')
  if (lacks.length > 0)
    throw malformed(
      'the authorization header requires three components: Credential, SignedHeaders, and Signature.',
      lacks,
    )
  const { accessKeyId, scope } = parseCredential(parts.get('Credential')!, malformed)
  const time = timeOf(head)
  const requestedAt = time === undefined ? undefined : fromAmzTime(time)
  if (time === undefined || requestedAt === undefined) throw new AuthError({ kind: 'withoutDate' })
  if (!time.startsWith(scope.date))
    throw malformed(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${time.slice(0, 8)}".`,
    )
  return {
    form: 'header',
    accessKeyId,
    sessionToken: headerOf(head, 'x-amz-security-token'),
    scope,
    time,
    requestedAt,
    expiresIn: undefined,
    signedHeaders: parts.get('SignedHeaders')!.toLowerCase().split(';').toSorted(),
    signature: parts.get('Signature')!,
  }
}

/** AWS: `x-amz-date` counts, and where there is none the Date header. */
function timeOf(head: SignedHead): string | undefined {
  const date = headerOf(head, 'x-amz-date') ?? headerOf(head, 'date')
  if (date === undefined || fromAmzTime(date) !== undefined) return date
  const milliseconds = Date.parse(date)
  return Number.isNaN(milliseconds) ? undefined : toAmzTime(milliseconds)
}
