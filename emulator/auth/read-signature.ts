import { AuthError } from './auth-error.ts'
import { readV4Header } from './read-v4-header.ts'
import { readV4Query } from './read-v4-query.ts'
import { headerOf, pathAndQueryOf, type SignedHead } from './signed-head.ts'
import type { Signature, V2Signature } from './signature.ts'

const V4_PARAMETERS = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature']
const V4 = 'AWS4-HMAC-SHA256'

/** The signature of a request, well formed but not verified. Throws an AuthError where there is none, or what is there is not one. */
export function readSignature(head: SignedHead): Signature {
  const parameters = new URLSearchParams(pathAndQueryOf(head).query)
  const isV4Query = V4_PARAMETERS.some((name) => parameters.has(name))
  const isV2Query = parameters.has('AWSAccessKeyId') || (parameters.has('Signature') && parameters.has('Expires'))
  const authorization = headerOf(head, 'authorization')
  if ([authorization !== undefined, isV4Query, isV2Query].filter(Boolean).length > 1)
    throw new AuthError({ kind: 'severalSignatures' })
  if (isV4Query) return readV4Query(parameters)
  if (isV2Query) return readV2Query(parameters)
  if (authorization === undefined) throw new AuthError({ kind: 'missing' })
  return readAuthorization(authorization, head)
}

function readAuthorization(authorization: string, head: SignedHead): Signature {
  const [, scheme = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(authorization) ?? []
  if (scheme === V4) return readV4Header(rest, head)
  if (scheme.toLowerCase() === 'bearer' && rest !== '') return { form: 'bearer', token: rest }
  throw new AuthError(scheme === 'AWS' ? { kind: 'oldSignature' } : { kind: 'unknownScheme', scheme })
}

function readV2Query(parameters: URLSearchParams): V2Signature {
  const accessKeyId = parameters.get('AWSAccessKeyId') ?? ''
  const signature = parameters.get('Signature') ?? ''
  const expires = parameters.get('Expires') ?? ''
  if (accessKeyId === '' || signature === '' || expires === '')
    throw new AuthError({
      kind: 'malformedOldQuery',
      reason: 'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters',
    })
  if (!/^[0-9]{1,12}$/.test(expires))
    throw new AuthError({
      kind: 'malformedOldQuery',
      reason: `Invalid date (should be seconds since epoch): ${expires}`,
    })
  const sessionToken = parameters.get('x-amz-security-token') ?? undefined
  return { form: 'oldQuery', accessKeyId, sessionToken, expires, signature }
}
