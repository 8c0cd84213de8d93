const MASK = '***'

/**
 * Names of headers and of parameters whose values are secret. Hashes of such a value (`…-key-md5`) and the ids of keys are not,
 * nor are tokens of a list's pages.
 */
const SECRET =
  /(?:authorization|cookie|password|passwd|secret|signature|bearer|customer-key|-auth|-vk|(?:api|secret|access|private)[-_]?key|(?:security|session|access|auth|refresh|identity|id|csrf)[-_]?token|tokencode|samlassertion|x-amz-mfa)$|^(?:x-amz-meta-.*token|x-[a-z]+-token|token)$/

/** Of names of headers in lower case; what of them is a signature says who signed what, and nothing more. */
export function maskHeader(name: string, value: string): string {
  const lowerName = name.toLowerCase()
  if (lowerName === 'authorization') return maskAuthorization(value)
  if (lowerName === 'referer') return maskUrl(value)
  return SECRET.test(lowerName) ? MASK : value
}

/** A signature's scope and what it is over tell a lot; the signature is all that may not be said. */
function maskAuthorization(value: string): string {
  const scheme = /^[A-Za-z0-9-]+(?= )/.exec(value)?.[0]
  if (scheme === undefined) return MASK
  const old = /^AWS ([A-Za-z0-9._-]{1,128}):/.exec(value)?.[1]
  if (old !== undefined) return `AWS ${old}:${MASK}`
  if (!scheme.startsWith('AWS4-')) return `${scheme} ${MASK}`
  const parts = value.slice(scheme.length).split(',')
  return `${scheme} ${parts.map((part) => (PUBLIC_PART.test(part.trim()) ? part.trim() : maskPart(part))).join(', ')}`
}

const PUBLIC_PART = /^(?:Credential|SignedHeaders)=[^\s]*$/
const maskPart = (part: string): string => `${/^\s*Signature=/.test(part) ? 'Signature=' : ''}${MASK}`

/** A URL, or path and query, without what is secret in its parameters, and without the password of a user. */
export function maskUrl(url: string): string {
  const mark = url.indexOf('?')
  const place = (mark < 0 ? url : url.slice(0, mark)).replace(/^([a-z]+:\/\/)[^/@]*@/i, `$1${MASK}@`)
  return mark < 0 ? place : `${place}?${maskQuery(url.slice(mark + 1))}`
}

/** As it stands, but for values of secret names. */
export const maskQuery = (query: string): string => query.split('&').map(maskPair).join('&')

function maskPair(pair: string): string {
  const equals = pair.indexOf('=')
  if (equals < 0) return pair
  return SECRET.test(decode(pair.slice(0, equals)).toLowerCase()) ? `${pair.slice(0, equals)}=${MASK}` : pair
}

/** Of a name that cannot be read nobody knows what it stands before. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return 'secret'
  }
}
