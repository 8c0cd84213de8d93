import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { elementOf, type RawAnswer } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const ETAG = '"5eb63bbbe01eeed093cb22bb8f5acdc3"'
const OTHER = '"00000000000000000000000000000000"'
const bare = (etag: string): string => etag.replaceAll('"', '')

type Headers = Record<string, string>
/** Headers by when the object was modified, and a second before. */
type Conditions = (modifiedAt: { at: string; before: string }) => Headers

/** What GET and HEAD of an object with ETAG answer. */
async function ask(s3: Subject, conditions: Conditions): Promise<RawAnswer[]> {
  const bucket = await s3.bucketWith({ a: 'hello world' })
  const path = `/${bucket}/a`
  const at = (await s3.send({ method: 'HEAD', path })).headers['last-modified']!
  const before = new Date(Date.parse(at) - 1000).toUTCString()
  const headers = conditions({ at, before })
  return [await s3.send({ method: 'GET', path, headers }), await s3.send({ method: 'HEAD', path, headers })]
}

const READING: [says: string, conditions: Conditions, status: number][] = [
  ['If-Match of the ETag', () => ({ 'if-match': ETAG }), 200],
  ['If-Match of the ETag without quotes', () => ({ 'if-match': bare(ETAG) }), 200],
  ['If-Match of one ETag of several', () => ({ 'if-match': `${OTHER}, ${ETAG}` }), 200],
  ['If-Match of any ETag', () => ({ 'if-match': '*' }), 200],
  ['If-Match of another ETag', () => ({ 'if-match': OTHER }), 412],
  ['If-None-Match of the ETag', () => ({ 'if-none-match': ETAG }), 304],
  ['If-None-Match of the ETag without quotes', () => ({ 'if-none-match': bare(ETAG) }), 304],
  ['If-None-Match of the ETag, weakly', () => ({ 'if-none-match': `W/${ETAG}` }), 304],
  ['If-None-Match of any ETag', () => ({ 'if-none-match': '*' }), 304],
  ['If-None-Match of another ETag', () => ({ 'if-none-match': OTHER }), 200],
  ['If-Modified-Since an earlier time', ({ before }) => ({ 'if-modified-since': before }), 200],
  ['If-Modified-Since its own time', ({ at }) => ({ 'if-modified-since': at }), 304],
  ['If-Unmodified-Since its own time', ({ at }) => ({ 'if-unmodified-since': at }), 200],
  ['If-Unmodified-Since an earlier time', ({ before }) => ({ 'if-unmodified-since': before }), 412],
  [
    'If-Match of the ETag, whatever the time',
    ({ before }) => ({ 'if-match': ETAG, 'if-unmodified-since': before }),
    200,
  ],
  [
    'If-None-Match of another ETag, whatever the time',
    ({ at }) => ({ 'if-none-match': OTHER, 'if-modified-since': at }),
    200,
  ],
  ['conditions of times that are none', () => ({ 'if-modified-since': 'tomorrow', 'if-unmodified-since': '0' }), 200],
]

const reading: Behaviour[] = [
  ...each(
    READING.map(
      ([says, conditions, status]) => [`${says}: GET and HEAD are ${status}`, conditions, [status, status]] as const,
    ),
    async (s3, conditions) => (await ask(s3, conditions)).map(({ status }) => status),
  ),
  behaviour(
    'a condition that fails is named',
    async (s3) => {
      const [{ body }] = (await ask(s3, () => ({ 'if-match': OTHER }))) as [RawAnswer]
      return [elementOf(body, 'Code'), elementOf(body, 'Condition')]
    },
    ['PreconditionFailed', 'If-Match'],
  ),
  behaviour(
    '304 has the ETag and the time, and neither type nor bytes',
    async (s3) => {
      const [{ body, headers }] = (await ask(s3, () => ({ 'if-none-match': ETAG }))) as [RawAnswer]
      return [headers['etag'], headers['last-modified'] !== undefined, headers['content-type'], body]
    },
    [ETAG, true, undefined, ''],
  ),
  behaviour(
    'a range is looked at when the conditions hold',
    async (s3) => {
      const [{ status, body }] = (await ask(s3, () => ({ 'if-match': ETAG, range: 'bytes=0-4' }))) as [RawAnswer]
      return [status, body]
    },
    [206, 'hello'],
  ),
]

const put = async (s3: Subject, Bucket: string, Body: string, input: Partial<PutObjectCommandInput> = {}) =>
  await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body, ...input }))

const writing: Behaviour[] = [
  behaviour(
    'If-None-Match: * creates and does not replace',
    async (s3) => {
      const bucket = await s3.newBucket()
      const puts = ['first', 'second'].map((body) => () => outcomeOfCall(put(s3, bucket, body, { IfNoneMatch: '*' })))
      return [await puts[0]!(), await puts[1]!()]
    },
    ['200', '412 PreconditionFailed'],
  ),
  behaviour(
    'of ten that may only create, one does',
    async (s3) => {
      const bucket = await s3.newBucket()
      const puts = Array.from({ length: 10 }, (_, index) => put(s3, bucket, `by ${index}`, { IfNoneMatch: '*' }))
      const outcomes = await Promise.allSettled(puts)
      return outcomes.filter(({ status }) => status === 'fulfilled').length
    },
    1,
  ),
  behaviour(
    'parallel puts of one key all succeed, and one of them is left',
    async (s3) => {
      const bucket = await s3.newBucket()
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => put(s3, bucket, `by ${index}`)))
      const { headers } = await s3.send({ method: 'HEAD', path: `/${bucket}/a` })
      return answers.some(({ ETag }) => ETag === headers['etag'])
    },
    true,
  ),
  ...each(
    [
      ['If-Match replaces the object of that ETag only', (etag: string) => etag, ['200', '412 PreconditionFailed']],
      ['If-Match needs no quotes to replace an object', bare, ['200', '412 PreconditionFailed']],
    ],
    async (s3, spelt) => {
      const bucket = await s3.newBucket()
      const { ETag } = await put(s3, bucket, 'first')
      const replace = async (body: string) => await outcomeOfCall(put(s3, bucket, body, { IfMatch: spelt(ETag!) }))
      return [await replace('second'), await replace('third')]
    },
  ),
  behaviour(
    'If-Match on a key that is not there is 404',
    async (s3) => await outcomeOfCall(put(s3, await s3.newBucket(), 'x', { IfMatch: '"e"' })),
    '404 NoSuchKey',
  ),
  behaviour(
    'If-None-Match of an ETag is not for writing',
    async (s3) => {
      const headers = { 'if-none-match': '"e"' }
      return outcomeOf(await s3.send({ method: 'PUT', path: `/${await s3.newBucket()}/a`, headers, body: 'x' }))
    },
    '501 NotImplemented',
  ),
]

export const conditions: Behaviour[] = [...reading, ...writing]
