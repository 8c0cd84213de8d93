import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AuthError } from '../../../emulator/auth/auth-error.ts'
import { Authenticator } from '../../../emulator/auth/authenticator.ts'
import { KnownCredentials } from '../../../emulator/auth/known-credentials.ts'
import type { SignedHead } from '../../../emulator/auth/signed-head.ts'
import { Credential } from '../../../emulator/credential.ts'

/**
 * AWS's published test suite of version 4 signatures (aws-sig-v4-test-suite), but for `get-header-value-multiline`: Node's HTTP
 * refuses headers that go on in a second line.
 */
interface Vector {
  name: string
  line: string
  headers: string[]
  body: string
  signedHeaders: string
  signature: string
}

const vectors = JSON.parse(readFileSync(new URL('aws-test-suite.json', import.meta.url), 'utf8')) as Vector[]

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const RULES = { service: 'service', forms: ['header'], clockTolerance: 0 } as const

/** As Node's HTTP gives it: a character for each byte. */
const onTheWire = (text: string): string => Buffer.from(text).toString('latin1')

function headOf({ line, headers, signedHeaders }: Vector, signature: string): SignedHead {
  const [, method, url] = /^(\S+) (.*)$/.exec(onTheWire(line))!
  const authorization = `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20150830/us-east-1/service/aws4_request, SignedHeaders=${signedHeaders}, Signature=${signature}`
  const pairs = headers.map((header) => header.split(/:(.*)/s).slice(0, 2) as [string, string])
  return { method: method!, url: url!, rawHeaders: [...pairs, ['Authorization', authorization]].flat() }
}

async function verify(vector: Vector, signature: string): Promise<void> {
  const sessionToken = vector.headers.find((header) => header.startsWith('X-Amz-Security-Token:'))?.split(':')[1]
  const authenticator = new Authenticator({
    mode: 'verify',
    known: new KnownCredentials([new Credential({ ...KEYS, sessionToken })]),
    now: () => Date.UTC(2015, 7, 30, 12, 36),
  })
  const head = headOf(vector, signature)
  const payloadHash = createHash('sha256').update(vector.body).digest('hex')
  await authenticator.verify(head, authenticator.read(head, RULES), { payloadHash, rules: RULES })
}

describe("AWS's test suite of signatures", () => {
  it.each(vectors)('$name is right', async (vector) => {
    await expect(verify(vector, vector.signature)).resolves.toBeUndefined()
  })

  it.each(vectors)('$name with another signature is not', async (vector) => {
    await expect(verify(vector, '0'.repeat(64))).rejects.toThrow(AuthError)
  })
})
