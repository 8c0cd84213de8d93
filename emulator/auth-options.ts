import { CLIENT_CREDENTIALS, Credential, type CredentialOptions } from './credential.ts'
import { listOf, oneOf, refuse, type Reader } from './option-readers.ts'

const AUTH_MODES = ['off', 'parse', 'verify'] as const

/** Whether requests must be signed (`parse`), and rightly so (`verify`). */
export type AuthMode = (typeof AUTH_MODES)[number]

export const readAuth = oneOf(AUTH_MODES)

/** What `outcrop env` prints without quotes, too. */
const SECRET = /^[A-Za-z0-9+/=._-]{1,4096}$/

const MEMBERS: { [Name in keyof CredentialOptions]-?: RegExp } = {
  accessKeyId: /^[A-Za-z0-9._-]{1,128}$/,
  secretAccessKey: SECRET,
  account: /^[0-9]{12}$/,
  sessionToken: SECRET,
  bearerToken: SECRET,
}
const NAMES = Object.keys(MEMBERS) as (keyof CredentialOptions)[]

/** One pair of keys. No message says the value of a secret. */
const readCredential: Reader<Credential> = (value, name) => {
  if (value instanceof Credential) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(name, typeof value, `must be an object with the members ${NAMES.join(', ')}`)
  const unknown = Object.keys(value).find((member) => !Object.hasOwn(MEMBERS, member))
  if (unknown !== undefined) return refuse(name, unknown, `its members are ${NAMES.join(', ')}`)
  const given = value as { [Name in keyof CredentialOptions]?: unknown }
  const read = (member: keyof CredentialOptions): string | undefined => {
    if (given[member] === undefined) return undefined
    const text = given[member]
    return typeof text === 'string' && MEMBERS[member].test(text)
      ? text
      : refuse(`${name}.${member}`, typeof text, `must be a text that fits ${String(MEMBERS[member])}`)
  }
  const [accessKeyId, secretAccessKey] = [read('accessKeyId'), read('secretAccessKey')]
  if (accessKeyId === undefined || secretAccessKey === undefined)
    return refuse(name, Object.keys(value), 'a credential has an accessKeyId and a secretAccessKey at least')
  const others = { account: read('account'), sessionToken: read('sessionToken'), bearerToken: read('bearerToken') }
  return new Credential({ accessKeyId, secretAccessKey, ...others })
}

export const readCredentials: Reader<Credential[]> = (value, name) => {
  const credentials = listOf(readCredential)(value, name)
  return credentials.length > 0 ? credentials : refuse(name, value, 'there must be one at least')
}

/** What Outcrop gives to those whom it starts, and asks of nobody unless signatures are verified. */
export const DEFAULT_CREDENTIALS: Credential[] = [new Credential(CLIENT_CREDENTIALS)]
