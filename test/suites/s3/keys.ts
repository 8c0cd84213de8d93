import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { each, outcomeOf, outcomeOfCall, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

/** Keys that some server or client takes for something else, and what they are in a path. */
const UNUSUAL = [
  'a b',
  'a+b',
  'a%20b',
  'a//b',
  '/a',
  'a/',
  '../x',
  './x',
  'a/../b',
  'ключ/鍵/🔑',
  'v1/files',
  '_outcrop/health',
  'model-invocation-job',
  "!-_.*'()",
  '&<>"',
  'a?b#c',
  'a\\b',
  'a\tb',
  '\u0001',
]

/** What a key is when it was put, read, looked at and listed. */
async function roundTrip(s3: Subject, Key: string): Promise<unknown> {
  const Bucket = await s3.newBucket()
  const put = await outcomeOfCall(s3.client().send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` })))
  if (put !== '200') return put
  const { Body } = await s3.client().send(new GetObjectCommand({ Bucket, Key }))
  const { ContentLength } = await s3.client().send(new HeadObjectCommand({ Bucket, Key }))
  const { body } = await s3.send({ method: 'GET', path: `/${Bucket}?list-type=2&encoding-type=url` })
  const listed = Array.from(body.matchAll(/<Key>([^<]*)<\/Key>/g), ([, key]) =>
    decodeURIComponent(key!.replaceAll('+', ' ')),
  )
  return [
    (await Body!.transformToString()) === `body of ${Key}`,
    ContentLength === Buffer.byteLength(`body of ${Key}`),
    listed.length === 1 && listed[0] === Key,
  ]
}

const LONG = [
  ['of 1,024 bytes', 'a'.repeat(1024), [true, true, true]],
  ['of 512 characters of two bytes each', 'é'.repeat(512), [true, true, true]],
  ['of 1,025 bytes', 'a'.repeat(1025), '400 KeyTooLongError'],
  ['of 1,025 bytes in 513 characters', `${'é'.repeat(512)}a`, '400 KeyTooLongError'],
] as const

export const keys: Behaviour[] = [
  ...each(
    UNUSUAL.map((key) => [`the key ${JSON.stringify(key)} is put, read and listed`, key, [true, true, true]] as const),
    roundTrip,
  ),
  ...each(
    LONG.map(([says, key, expected]) => [`a key ${says}`, key, expected] as const),
    roundTrip,
  ),
  ...each(
    ['%zz', '%E9', '%'].map((path) => [`the path ${path} is no key`, path, '400 InvalidURI'] as const),
    async (s3, path) => outcomeOf(await s3.send({ method: 'GET', path: `/${await s3.newBucket()}/${path}` })),
  ),
]
