import { createHmac } from 'node:crypto'
import { keyOf, scopeOf, toAmzDate, type Signer } from './sign.ts'

export type Condition = Record<string, unknown> | readonly unknown[]

export interface FormPolicy {
  /** Beside those of the signature's own fields. */
  conditions: readonly Condition[]
  /** In an hour, unless told otherwise. */
  expiration?: string
  /** What is signed instead of a policy of these. */
  document?: string
}

/** The fields that sign a form with version 4, over a policy of its own. */
export function signForm({ conditions, expiration, document }: FormPolicy, signer: Signer): Record<string, string> {
  const amzDate = toAmzDate(new Date())
  const signed = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${signer.accessKeyId}/${scopeOf(amzDate, signer)}`,
    'x-amz-date': amzDate,
    ...(signer.sessionToken !== undefined && { 'x-amz-security-token': signer.sessionToken }),
  }
  const own = Object.entries(signed).map(([name, value]) => ({ [name]: value }))
  const policy = encode(document ?? toDocument([...conditions, ...own], expiration))
  const signature = createHmac('sha256', keyOf(amzDate, signer)).update(policy).digest('hex')
  return { ...signed, policy, 'x-amz-signature': signature }
}

/** The same with version 2. */
export function signFormV2({ conditions, expiration }: FormPolicy, signer: Signer): Record<string, string> {
  const token = signer.sessionToken === undefined ? {} : { 'x-amz-security-token': signer.sessionToken }
  const own = Object.entries(token).map(([name, value]) => ({ [name]: value }))
  const policy = encode(toDocument([...conditions, ...own], expiration))
  const signature = createHmac('sha1', signer.secretAccessKey).update(policy).digest('base64')
  return { ...token, AWSAccessKeyId: signer.accessKeyId, policy, signature }
}

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString()
const toDocument = (conditions: readonly Condition[], expiration = inAnHour()): string =>
  JSON.stringify({ expiration, conditions })
const encode = (text: string): string => Buffer.from(text).toString('base64')
