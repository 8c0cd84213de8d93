import { fromAmzTime } from '../../auth/amz-time.ts'
import type { FormSignature } from '../../auth/form-signature.ts'
import { parseCredential } from '../../auth/parse-credential.ts'
import { invalidArgument, missingFormField } from '../errors.ts'

const V4 = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature']
const V2 = ['AWSAccessKeyId', 'Signature']
const ALGORITHM = 'AWS4-HMAC-SHA256'

type Fields = ReadonlyMap<string, string>

/** The signature within a form; `undefined` where it has none. Throws `InvalidArgument` for one that is not whole. */
export function readFormSignature(fields: Fields): FormSignature | undefined {
  const hasOneOf = (names: string[]): boolean => names.some((name) => fields.has(name.toLowerCase()))
  if (hasOneOf(V4)) return readV4(fields)
  return hasOneOf(V2) ? readV2(fields) : undefined
}

function readV4(fields: Fields): FormSignature {
  const get = toGet(fields)
  const algorithm = get('X-Amz-Algorithm')
  const credential = get('X-Amz-Credential')
  const date = get('X-Amz-Date')
  const signature = get('X-Amz-Signature')
  const policy = get('Policy')
  if (algorithm !== ALGORITHM)
    throw invalidArgument(`X-Amz-Algorithm only supports "${ALGORITHM}"`, 'X-Amz-Algorithm', algorithm)
  const { accessKeyId, scope } = parseCredential(credential, (reason) =>
    invalidArgument(reason, 'X-Amz-Credential', credential),
  )
  // AWS: with its own spelling.
  if (fromAmzTime(date) === undefined)
    throw invalidArgument('X-Amz-Date must be formated via ISO8601 Long format', 'X-Amz-Date', date)
  return { accessKeyId, sessionToken: fields.get('x-amz-security-token'), scope, signature, policy }
}

function readV2(fields: Fields): FormSignature {
  const get = toGet(fields)
  const accessKeyId = get('AWSAccessKeyId')
  const signature = get('Signature')
  const sessionToken = fields.get('x-amz-security-token')
  return { accessKeyId, sessionToken, scope: undefined, signature, policy: get('Policy') }
}

const toGet =
  (fields: Fields) =>
  (name: string): string => {
    const value = fields.get(name.toLowerCase())
    if (value === undefined) throw missingFormField(name)
    return value
  }
