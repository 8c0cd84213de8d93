import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { checkCredentials } from '../../../emulator/doctor/credentials.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { temporaryFolder } from '../../support/store.ts'

const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const { signal } = new AbortController()

const clientOf = (config: S3ClientConfig): S3Client => {
  const client = new S3Client({ region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, ...config })
  onTestFinished(() => client.destroy())
  return client
}

/** What is found when an S3 answers ListBuckets so. */
async function lookWhen(status: number, body: string, credentials: typeof KEY & { expiration?: Date } = KEY) {
  const { origin } = await answeringServer((_request, response) => response.writeHead(status).end(body))
  const finding = await checkCredentials(clientOf({ endpoint: origin, credentials }), signal)
  expect(JSON.stringify(finding)).not.toMatch(/AKIAI|wJalr/)
  return finding
}

const error = (code: string, more = ''): string =>
  `<Error><Code>${code}</Code><Message>so it is</Message>${more}</Error>`

test('accepted ones are all right', async () => {
  expect(await lookWhen(200, '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>')).toEqual({
    status: 'ok',
    finding: expect.stringMatching(/^the access key AKIA\.\.\. of .+ is accepted$/),
  })
})

test.each([
  [403, error('AccessDenied'), 'ok', 'is accepted; it may not list all buckets'],
  [403, error('InvalidAccessKeyId'), 'wrong', 'the S3 does not know the access key AKIA...'],
  [403, error('SignatureDoesNotMatch'), 'wrong', 'the secret key is another'],
  [400, error('ExpiredToken'), 'wrong', 'has expired'],
  [400, error('InvalidToken'), 'wrong', 'the session token beside'],
  [403, error('InvalidTokenId'), 'wrong', 'the session token beside'],
  [403, error('AuthFailure'), 'wrong', 'refuses the access key AKIA...'],
  [403, error('RequestTimeTooSkewed'), 'wrong', 'refused for the time of the request'],
  [403, error('RequestExpired'), 'wrong', 'refused for the time of the request'],
  [403, error('InvalidSecurity'), 'wrong', 'refuses the access key AKIA...'],
  [403, error('constructor'), 'warning', 'answers ListBuckets with 403 constructor: so it is'],
  [501, error('NotImplemented'), 'wrong', 'answers ListBuckets with 501 NotImplemented: so it is'],
  [405, error('MethodNotAllowed'), 'warning', 'answers ListBuckets with 405 MethodNotAllowed: so it is'],
])('%i with %s is %s', async (status, body, mark, words) => {
  expect(await lookWhen(status, body)).toMatchObject({ status: mark, finding: expect.stringContaining(words) })
})

test('the right region is told', async () => {
  const body = error('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')
  expect(await lookWhen(400, body)).toMatchObject({
    status: 'wrong',
    remedy: "choose the S3's region with --region eu-west-1",
  })
})

test('those whose time is over are not even tried', async () => {
  const expiration = new Date(Date.now() - 1000)
  const answer = '<ListAllMyBucketsResult/>'
  expect(await lookWhen(200, answer, { ...KEY, expiration })).toMatchObject({
    status: 'wrong',
    finding: expect.stringContaining('has expired'),
  })
})

test('of a short access key no more than half is told', async () => {
  const body = error('InvalidAccessKeyId')
  const finding = await lookWhen(403, body, { accessKeyId: 'minio', secretAccessKey: 'minio-secret' })
  expect(finding.finding).toContain('the access key mi... of')
})

test('that there are none, and where they come from, is told', async () => {
  using home = temporaryFolder()
  const { origin } = await answeringServer((_request, response) => response.end('<ListAllMyBucketsResult/>'))
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('HOME', home.path)
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  expect(await checkCredentials(clientOf({ endpoint: origin }), signal)).toMatchObject({
    status: 'wrong',
    finding: expect.stringMatching(/^there are none: /),
    remedy: expect.stringContaining('AWS_ACCESS_KEY_ID'),
  })
  vi.stubEnv('AWS_ACCESS_KEY_ID', KEY.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', KEY.secretAccessKey)
  expect(await checkCredentials(clientOf({ endpoint: origin }), signal)).toEqual({
    status: 'ok',
    finding: 'the access key AKIA... of the environment is accepted',
  })
})
