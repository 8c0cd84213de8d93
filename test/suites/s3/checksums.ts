import { createHash } from 'node:crypto'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { elementOf, type RawAnswer } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

/** Checksums of `hello` and of `other`, which no code of ours computed. */
const VALUES = {
  CRC32: ['NhCmhg==', '2Vg1IA=='],
  CRC32C: ['mnG7TA==', 'uTja5A=='],
  CRC64NVME: ['M3eFcAZSQlc=', 'IFGErwSMGpI='],
  SHA1: ['qvTGHdzF6KLavt4PO0gs2a6pQ00=', '0JQeaNqPOBUf+Gph/Fn3xc+fyqI='],
  SHA256: ['LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=', '2SmKENGwc1g33EvYXaxkGw887yekfl1TpU8vP1svz/o='],
} as const
type Algorithm = keyof typeof VALUES
const ALGORITHMS = Object.keys(VALUES) as Algorithm[]

const NO_CHECKSUMS = ['', 'abc', '!!!!', 'AAAAAAAAAAAAAAAA', 'AAAAAA===']

const headerOf = (algorithm: string): string => `x-amz-checksum-${algorithm.toLowerCase()}`
const md5 = (text: string): string => createHash('md5').update(text).digest('base64')

async function put(s3: Subject, headers: Record<string, string>, body = 'hello', bucket?: string): Promise<RawAnswer> {
  return await s3.send({ method: 'PUT', path: `/${bucket ?? (await s3.newBucket())}/a`, headers, body })
}

/** Bodies in one unsigned chunk, with this trailing header. */
const trailing = (name: string, value: string): [headers: Record<string, string>, body: string] => [
  {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '5',
    'x-amz-trailer': name,
  },
  `5\r\nhello\r\n0\r\n${name}:${value}\r\n\r\n`,
]

const behavioursOf = (algorithm: Algorithm): Behaviour[] => {
  const header = headerOf(algorithm)
  const [right, wrong] = VALUES[algorithm]
  return [
    behaviour(
      `${algorithm} is verified in a header, and shown`,
      async (s3) => {
        const { status, headers } = await put(s3, { [header]: right })
        return [status, headers[header], headers['x-amz-checksum-type']]
      },
      [200, right, 'FULL_OBJECT'],
    ),
    behaviour(
      `${algorithm} is told by GET and HEAD to who asks for it`,
      async (s3) => {
        const bucket = await s3.newBucket()
        await put(s3, { [header]: right }, 'hello', bucket)
        const ask = async (method: string, headers = {}) =>
          (await s3.send({ method, path: `/${bucket}/a`, headers })).headers[header]
        const asked = { 'x-amz-checksum-mode': 'ENABLED' }
        return [await ask('GET', asked), await ask('HEAD', asked), await ask('GET')]
      },
      [right, right, undefined],
    ),
    behaviour(
      `${algorithm} is verified in a trailing header`,
      async (s3) => {
        const { status, headers } = await put(s3, ...trailing(header, right))
        return [status, headers[header]]
      },
      [200, right],
    ),
    behaviour(
      `${algorithm} of other bytes is refused, wherever it stands, and nothing is stored`,
      async (s3) => {
        const bucket = await s3.newBucket()
        const answers = [
          await put(s3, { [header]: wrong }, 'hello', bucket),
          await put(s3, ...trailing(header, wrong), bucket),
        ]
        return [...answers.map(outcomeOf), await s3.keysIn(bucket)]
      },
      ['400 BadDigest', '400 BadDigest', []],
    ),
    behaviour(
      `${algorithm} is refused where it is none, in a header and in a trailing one`,
      async (s3) => {
        const bucket = await s3.newBucket()
        const outcomes: string[][] = []
        for (const value of NO_CHECKSUMS)
          outcomes.push([
            outcomeOf(await put(s3, { [header]: value }, 'hello', bucket)),
            outcomeOf(await put(s3, ...trailing(header, value), bucket)),
          ])
        return outcomes
      },
      NO_CHECKSUMS.map(() => ['400 InvalidRequest', '400 InvalidRequest']),
    ),
    behaviour(
      `${algorithm} is what the SDK verifies when it reads`,
      async (s3) => {
        const Bucket = await s3.newBucket()
        const input = { Bucket, Key: 'a', Body: 'hello', ChecksumAlgorithm: algorithm }
        await s3.client().send(new PutObjectCommand(input))
        const answer = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }))
        return [await answer.Body!.transformToString(), answer[`Checksum${algorithm}`]]
      },
      ['hello', right],
    ),
  ]
}

const others: Behaviour[] = [
  behaviour(
    'no checksum becomes a CRC64NVME',
    async (s3) => {
      const Bucket = await s3.newBucket()
      const { headers } = await put(s3, {}, 'hello', Bucket)
      const head = await s3.client().send(new HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }))
      return [headers['x-amz-checksum-crc64nvme'], headers['x-amz-checksum-type'], head.ChecksumCRC64NVME]
    },
    [VALUES.CRC64NVME[0], 'FULL_OBJECT', VALUES.CRC64NVME[0]],
  ),
  ...each(
    ['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128', 'rot13'].map(
      (name) =>
        [
          `a checksum of another kind is refused: ${name}`,
          headerOf(name),
          ['400 InvalidRequest', '400 InvalidRequest'],
        ] as const,
    ),
    async (s3, header) => [
      outcomeOf(await put(s3, { [header]: 'AAAA' })),
      outcomeOf(await put(s3, ...trailing(header, 'AAAA'))),
    ],
  ),
  ...each<Record<string, string>>(
    [
      [
        'two checksums are refused',
        { [headerOf('CRC32')]: VALUES.CRC32[0], [headerOf('CRC32C')]: VALUES.CRC32C[0] },
        '400 InvalidRequest',
      ],
      ['an algorithm without a checksum is refused', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }, '400 InvalidRequest'],
      [
        'another algorithm than that of the checksum is refused',
        { 'x-amz-sdk-checksum-algorithm': 'SHA1', [headerOf('CRC32')]: VALUES.CRC32[0] },
        '400 InvalidRequest',
      ],
      ['a trailing header that never comes is refused', { 'x-amz-trailer': headerOf('CRC32') }, '400 InvalidRequest'],
      ['Content-MD5 is verified', { 'content-md5': md5('hello') }, '200'],
    ],
    async (s3, headers) => outcomeOf(await put(s3, headers)),
  ),
  behaviour(
    'Content-MD5 of other bytes is refused, with both values',
    async (s3) => {
      const answer = await put(s3, { 'content-md5': md5('other') })
      return [outcomeOf(answer), elementOf(answer.body, 'ExpectedDigest'), elementOf(answer.body, 'CalculatedDigest')]
    },
    ['400 BadDigest', md5('other'), md5('hello')],
  ),
  ...each(
    ['', 'abc', 'AAAA', '5d41402abc4b2a76b9719d911017c592'].map(
      (value) => [`Content-MD5 is refused as ${JSON.stringify(value)}`, value, '400 InvalidDigest'] as const,
    ),
    async (s3, value) => outcomeOf(await put(s3, { 'content-md5': value })),
  ),
  behaviour(
    'Content-MD5 is of the bytes without their framing',
    async (s3) => {
      const [headers, body] = trailing(headerOf('CRC32'), VALUES.CRC32[0])
      return outcomeOf(await put(s3, { ...headers, 'content-md5': md5('hello') }, body))
    },
    '200',
  ),
]

export const checksums: Behaviour[] = [...ALGORITHMS.flatMap(behavioursOf), ...others]
