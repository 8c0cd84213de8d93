import { afterAll, beforeAll, expect, it } from 'vitest'
import { KnownCredentials } from '../../../emulator/auth/known-credentials.ts'
import { Credential } from '../../../emulator/credential.ts'
import { startOutcrop, type Outcrop } from '../../../index.ts'
import { elementOf, sendTo, type RawAnswer } from '../../support/raw-http.ts'
import { oldLink, signedHeaders, type Keys } from '../../support/sign-request.ts'

const KEYS = { accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }

/** What a server with these credentials has given, or will give: sessions are not stored. */
const sessionUntil = (expiresAt: number, keys = KEYS): Required<Keys> =>
  new KnownCredentials([new Credential(keys)]).sessions.issue({
    account: '444455556666',
    roleName: 'batch',
    sessionName: 'a-session',
    expiresAt,
  })

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ auth: 'verify', credentials: [KEYS], buckets: ['data'] })
})
afterAll(async () => await outcrop.close())

async function ask(service: string, path: string, keys: Keys): Promise<RawAnswer> {
  const { host } = new URL(outcrop.url)
  return await sendTo(outcrop.url, { method: 'GET', path, headers: signedHeaders({ path, host, service }, keys) })
}

const JOBS = '/model-invocation-jobs'
const WHO = '/?Action=GetCallerIdentity&Version=2011-06-15'

it('a session outlives the server that gave it', async () => {
  const session = sessionUntil(Date.now() + 60_000)
  for (const [service, path] of [
    ['s3', '/'],
    ['bedrock', JOBS],
    ['sts', WHO],
  ] as const)
    expect((await ask(service, path, session)).status).toBe(200)
})

it('an expired session is refused in the words of each API', async () => {
  const session = sessionUntil(Date.now() - 1)
  const ofS3 = await ask('s3', '/', session)
  expect([ofS3.status, elementOf(ofS3.body, 'Code')]).toEqual([400, 'ExpiredToken'])
  expect(elementOf(ofS3.body, 'Message')).toBe('The provided token has expired.')
  const ofBedrock = await ask('bedrock', JOBS, session)
  expect([ofBedrock.status, ofBedrock.headers['x-amzn-errortype']]).toEqual([403, 'ExpiredTokenException'])
  const ofSts = await ask('sts', WHO, session)
  expect([ofSts.status, elementOf(ofSts.body, 'Code')]).toEqual([403, 'ExpiredToken'])
})

it('a session of a server with other credentials is not known', async () => {
  const session = sessionUntil(Date.now() + 60_000, { ...KEYS, secretAccessKey: 'another' })
  expect(elementOf((await ask('s3', '/', session)).body, 'Code')).toBe('InvalidAccessKeyId')
})

it('the token of a session is good with its own key only', async () => {
  const { sessionToken } = sessionUntil(Date.now() + 60_000)
  expect(elementOf((await ask('s3', '/', { ...KEYS, sessionToken })).body, 'Code')).toBe('InvalidToken')
})

it('a query of thousands of parameters, and a signature over thousands of headers, are answered', async () => {
  const { host } = new URL(outcrop.url)
  const path = `/data?${'a&'.repeat(3000)}a`
  const names = Array.from({ length: 1500 }, (_, at) => at.toString(36)).join(';')
  const good = signedHeaders({ path, host, service: 's3' }, KEYS)
  const authorization = good['authorization']!.replace('SignedHeaders=', `SignedHeaders=${names};`)
  const answer = await sendTo(outcrop.url, { method: 'GET', path, headers: { ...good, authorization } })
  expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([403, 'SignatureDoesNotMatch'])
  const link = oldLink({ path, expires: Math.floor(Date.now() / 1000) + 60 }, { ...KEYS, secretAccessKey: 'wrong' })
  expect((await sendTo(outcrop.url, { method: 'GET', path: link })).status).toBe(403)
})
