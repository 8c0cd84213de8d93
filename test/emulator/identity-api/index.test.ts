import { BedrockClient } from '@aws-sdk/client-bedrock'
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../../index.ts'
import { createJob } from '../../support/bedrock.ts'
import { elementOf, sendTo, type RawAnswer } from '../../support/raw-http.ts'
import { signedHeaders, signedLink, type Keys } from '../../support/sign-request.ts'

const KEYS = { accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const MINUTE = 60_000

let outcrop: Outcrop
let host: string
beforeAll(async () => {
  outcrop = await startOutcrop({ auth: 'verify', credentials: [{ ...KEYS, account: '111122223333' }] })
  host = new URL(outcrop.url).host
})
afterAll(async () => await outcrop.close())

/** As SDKs ask: the parameters in the body. */
async function ask(
  service: string,
  parameters: Record<string, string>,
  { keys = KEYS, at = Date.now() }: { keys?: Keys; at?: number } = {},
): Promise<RawAnswer> {
  const body = new URLSearchParams(parameters).toString()
  const request = { method: 'POST', path: '/', host, service, body, headers: FORM, at }
  return await sendTo(outcrop.url, { ...request, headers: signedHeaders(request, keys) })
}

const STS = { Version: '2011-06-15' }
const ROLE = 'arn:aws:iam::444455556666:role/service/batch'
const ASSUME = { Action: 'AssumeRole', ...STS, RoleArn: ROLE, RoleSessionName: 'a-session' }
const errorOf = ({ status, body }: RawAnswer): [number, string | undefined, string | undefined] => [
  status,
  elementOf(body, 'Code'),
  elementOf(body, 'Message'),
]

async function assume(parameters: Record<string, string> = {}): Promise<Required<Keys> & { body: string }> {
  const { body } = await ask('sts', { ...ASSUME, ...parameters })
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) =>
    elementOf(body, name)!,
  ) as [string, string, string]
  return { accessKeyId, secretAccessKey, sessionToken, body }
}

describe('GetCallerIdentity', () => {
  it('says whose the key is', async () => {
    const answer = await ask('sts', { Action: 'GetCallerIdentity', ...STS })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/xml')
    expect(answer.headers['x-amzn-requestid']).toBe(elementOf(answer.body, 'RequestId'))
    expect(answer.body.replace(/<RequestId>.*<\/RequestId>/, '')).toBe(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        '<Arn>arn:aws:iam::111122223333:user/AKIDOUTCROP</Arn><UserId>AIDA2TSOQCD6DBFQVRUH4</UserId>' +
        '<Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata></ResponseMetadata></GetCallerIdentityResponse>',
    )
  })

  it('may be asked with a link, as others who are to check it do', async () => {
    const path = signedLink({ path: '/?Action=GetCallerIdentity&Version=2011-06-15', host, service: 'sts' }, KEYS)
    const answer = await sendTo(outcrop.url, { method: 'GET', path })
    expect(elementOf(answer.body, 'Account')).toBe('111122223333')
  })

  it('says which role is acted as', async () => {
    const { body } = await ask('sts', { Action: 'GetCallerIdentity', ...STS }, { keys: await assume() })
    expect(elementOf(body, 'Arn')).toBe('arn:aws:sts::444455556666:assumed-role/batch/a-session')
    expect(elementOf(body, 'UserId')).toMatch(/^AROA[A-Z2-7]{17}:a-session$/)
  })
})

describe('AssumeRole', () => {
  it('gives credentials of the role, for an hour', async () => {
    const { body, accessKeyId } = await assume()
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(elementOf(body, 'Arn')).toBe('arn:aws:sts::444455556666:assumed-role/batch/a-session')
    expect(body).toMatch(
      /^<AssumeRoleResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><AssumeRoleResult>/,
    )
    const lifetime = Date.parse(elementOf(body, 'Expiration')!) - Date.now()
    expect(lifetime).toBeGreaterThan(59 * MINUTE)
    expect(lifetime).toBeLessThanOrEqual(60 * MINUTE)
  })

  it('gives credentials that S3 and Bedrock know, in the account of the role', async () => {
    const credentials = await assume()
    const bedrock = new BedrockClient({ ...outcrop.aws, credentials })
    expect(await createJob(bedrock)).toMatch(/^arn:aws:bedrock:us-east-1:444455556666:/)
    bedrock.destroy()
    const s3 = new S3Client({ ...outcrop.aws, credentials })
    await s3.send(new CreateBucketCommand({ Bucket: 'of-the-role' }))
    const { Buckets } = await s3.send(new ListBucketsCommand({}))
    s3.destroy()
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['of-the-role'])
  })

  it('gives credentials in which nothing can be changed', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await assume()
    const [content = '', seal = ''] = sessionToken.split('.')
    const other = content.replace(/^./, (first) => (first === 'e' ? 'f' : 'e'))
    for (const token of [`${other}.${seal}`, `${content}.${seal}x`, content, 'x', '.'])
      expect(
        errorOf(
          await ask(
            'sts',
            { Action: 'GetCallerIdentity', ...STS },
            { keys: { accessKeyId, secretAccessKey, sessionToken: token } },
          ),
        ).slice(0, 2),
      ).toEqual([403, 'InvalidClientTokenId'])
  })

  it.each([
    [
      { DurationSeconds: '899' },
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      { DurationSeconds: '43201' },
      "Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ],
    [
      { RoleSessionName: 'x' },
      "Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      { RoleSessionName: 'a b' },
      "Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      { DurationSeconds: '9'.repeat(3000) },
      `Value '${'9'.repeat(2048)}...' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200`,
    ],
  ])('refuses %j', async (parameters, violation) => {
    const answer = await ask('sts', { ...ASSUME, ...parameters })
    expect(errorOf(answer)).toEqual([400, 'ValidationError', `1 validation error detected: ${violation}`])
    expect(elementOf(answer.body, 'Type')).toBe('Sender')
  })

  it('refuses what is no role, and what it would have to ignore', async () => {
    expect(errorOf(await ask('sts', { ...ASSUME, RoleArn: 'arn:aws:iam::444455556666:user/x' }))).toEqual([
      400,
      'ValidationError',
      'arn:aws:iam::444455556666:user/x is invalid',
    ])
    expect(errorOf(await ask('sts', { ...ASSUME, Policy: '{}' }))).toEqual([
      501,
      'NotImplemented',
      'Outcrop does not implement the parameter Policy; it knows no permissions',
    ])
  })
})

describe('GetRole', () => {
  const GET = { Action: 'GetRole', Version: '2010-05-08' }

  it('knows every role, as one that Bedrock may act as', async () => {
    const { body } = await ask('iam', { ...GET, RoleName: 'batch' })
    expect(body).toMatch(
      /^<GetRoleResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><GetRoleResult><Role>/,
    )
    expect(elementOf(body, 'Arn')).toBe('arn:aws:iam::111122223333:role/batch')
    const document = JSON.parse(decodeURIComponent(elementOf(body, 'AssumeRolePolicyDocument')!)) as {
      Statement: unknown
    }
    expect(document.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ])
  })

  it('allows sessions as long as AssumeRole gives', async () => {
    const { body } = await ask('iam', { ...GET, RoleName: 'batch' })
    const longest = elementOf(body, 'MaxSessionDuration')!
    expect((await ask('sts', { ...ASSUME, DurationSeconds: longest })).status).toBe(200)
    expect((await ask('sts', { ...ASSUME, DurationSeconds: String(Number(longest) + 1) })).status).toBe(400)
  })

  it('wants a name', async () => {
    expect(errorOf(await ask('iam', GET))).toEqual([
      400,
      'ValidationError',
      "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: Member must not be null",
    ])
  })
})

describe('STS and IAM', () => {
  const identity = { Action: 'GetCallerIdentity', ...STS }

  it.each([
    ['another secret', { keys: { ...KEYS, secretAccessKey: 'wrong' } }, 'SignatureDoesNotMatch'],
    ['another key', { keys: { ...KEYS, accessKeyId: 'AKIDOTHER' } }, 'InvalidClientTokenId'],
    ['a clock that is off', { at: Date.now() - 6 * MINUTE }, 'SignatureDoesNotMatch'],
  ])('refuse %s', async (_what, options, code) => {
    expect(errorOf(await ask('sts', identity, options)).slice(0, 2)).toEqual([403, code])
  })

  it('refuse a body that was not signed', async () => {
    const request = { method: 'POST', path: '/', host, service: 'sts', body: 'Action=GetCallerIdentity' }
    const headers = signedHeaders(request, KEYS)
    const answer = await sendTo(outcrop.url, { ...request, headers, body: 'Action=AssumeRole&RoleSessionName=x' })
    expect(errorOf(answer).slice(0, 2)).toEqual([403, 'SignatureDoesNotMatch'])
  })

  it('say which of their operations are not there', async () => {
    expect(errorOf(await ask('sts', { Action: 'GetSessionToken', ...STS }))).toEqual([
      501,
      'NotImplemented',
      'Outcrop does not implement the operation sts:GetSessionToken',
    ])
    expect(errorOf(await ask('iam', { Action: 'constructor' })).slice(0, 2)).toEqual([501, 'NotImplemented'])
    expect(errorOf(await ask('sts', {})).slice(0, 2)).toEqual([400, 'MissingAction'])
  })

  it('take no endless body', async () => {
    expect(errorOf(await ask('sts', { ...identity, Padding: 'x'.repeat(70_000) })).slice(0, 2)).toEqual([
      413,
      'RequestEntityTooLarge',
    ])
  })
})

it('without verification the key is whoever it says, and credentials of AssumeRole are of their account all the same', async () => {
  await using open = await startOutcrop()
  const own = new URL(open.url).host
  const request = { method: 'POST', path: '/', host: own, service: 'sts', body: new URLSearchParams(ASSUME).toString() }
  const keys = { accessKeyId: '123456789012', secretAccessKey: 'any' }
  const { body } = await sendTo(open.url, { ...request, headers: signedHeaders(request, keys) })
  const credentials = {
    accessKeyId: elementOf(body, 'AccessKeyId')!,
    secretAccessKey: elementOf(body, 'SecretAccessKey')!,
    sessionToken: elementOf(body, 'SessionToken')!,
  }
  const identity = { ...request, body: 'Action=GetCallerIdentity' }
  const answer = await sendTo(open.url, { ...identity, headers: signedHeaders(identity, keys) })
  expect(elementOf(answer.body, 'Account')).toBe('123456789012')
  const asRole = await sendTo(open.url, { ...identity, headers: signedHeaders(identity, credentials) })
  expect(elementOf(asRole.body, 'Account')).toBe('444455556666')
})
