import { elementOf, type RawAnswer } from '../../support/raw-http.ts'
import { toMultipart, type FormFile, type FormPart } from '../../support/multipart-form.ts'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import { signForm, signFormV2, type Condition, type FormPolicy } from './sign-form.ts'
import type { Subject } from './subject.ts'

interface Post {
  fields?: Record<string, string>
  file?: FormFile | undefined
  /** Behind the file. */
  more?: readonly FormPart[]
  policy?: Partial<FormPolicy>
  sign?: typeof signForm
}

const HELLO: FormFile = { name: 'hello.txt', type: 'text/plain', bytes: 'hello' }
/** Let any field pass that forms here have. */
const OPEN: Condition[] = [
  'key',
  'Content-Type',
  'Cache-Control',
  'x-amz-meta-who',
  'x-amz-storage-class',
  'x-amz-checksum-crc32',
  'Content-MD5',
  'tagging',
  'success_action_status',
  'success_action_redirect',
].map((name) => ['starts-with', `$${name}`, ''])

/** A signed form, whose policy lets its own fields pass unless it says what it lets pass. */
async function post(s3: Subject, bucket: string, given: Post = {}, options = {}): Promise<RawAnswer> {
  const { fields = {}, file = HELLO, more = [], policy = {}, sign = signForm } = given
  const all = { key: 'a', ...fields }
  const names = new Set(Object.keys(all).map((name) => `$${name}`.toLowerCase()))
  const open = OPEN.filter((condition) => names.has(String((condition as string[])[1]).toLowerCase()))
  const { conditions = open, ...others } = policy
  const signed = sign({ conditions: [{ bucket }, ...conditions], ...others }, s3.signer)
  const parts: FormPart[] = [...Object.entries({ ...all, ...signed }), ['file', file], ...more]
  return await postParts(s3, bucket, parts, options)
}

async function postParts(s3: Subject, bucket: string, parts: readonly FormPart[], options = {}): Promise<RawAnswer> {
  const { type, body } = toMultipart(parts, options)
  return await s3.sendUnsigned({ method: 'POST', path: `/${bucket}`, headers: { 'content-type': type }, body })
}

const read = async (s3: Subject, bucket: string, key = 'a') =>
  await s3.send({ method: 'GET', path: `/${bucket}/${key}` })

const storing: Behaviour[] = [
  behaviour(
    'a form stores its file',
    async (s3) => {
      const bucket = await s3.newBucket()
      const fields = { 'Content-Type': 'text/csv', 'Cache-Control': 'no-store', 'x-amz-meta-Who': 'me' }
      const { status, headers, body } = await post(s3, bucket, { fields })
      const stored = await read(s3, bucket)
      return [
        [status, headers['etag'], body],
        [
          stored.headers['content-type'],
          stored.headers['cache-control'],
          stored.headers['x-amz-meta-who'],
          stored.body,
        ],
      ]
    },
    [
      [204, '"5d41402abc4b2a76b9719d911017c592"', ''],
      ['text/csv', 'no-store', 'me', 'hello'],
    ],
  ),
  behaviour(
    'an object of a form without a type is binary/octet-stream, whatever its file is',
    async (s3) => {
      const bucket = await s3.newBucket()
      await post(s3, bucket)
      return (await read(s3, bucket)).headers['content-type']
    },
    'binary/octet-stream',
  ),
  behaviour(
    'a form says where the object is',
    async (s3) => {
      const bucket = await s3.newBucket()
      const { headers } = await post(s3, bucket, { fields: { key: 'a b/ü' } })
      return headers['location']?.endsWith('/a%20b%2F%C3%BC')
    },
    true,
  ),
  behaviour(
    'a key may have the name of the file in it',
    async (s3) => {
      const bucket = await s3.newBucket()
      const file = { ...HELLO, name: 'grün $& 1.txt' }
      await post(s3, bucket, { fields: { key: 'in/${filename}' }, file })
      return await s3.keysIn(bucket)
    },
    ['in/grün $& 1.txt'],
  ),
  behaviour(
    'where the file has no name the key stays as it is',
    async (s3) => {
      const bucket = await s3.newBucket()
      await post(s3, bucket, { fields: { key: 'in/${filename}' }, file: { bytes: 'hello' } })
      return await s3.keysIn(bucket)
    },
    ['in/${filename}'],
  ),
  behaviour(
    'a file may be large, or empty',
    async (s3) => {
      const bucket = await s3.newBucket()
      const bytes = 'line\r\n--line\r\n'.repeat(250_000)
      const statuses = [
        (await post(s3, bucket, { file: { ...HELLO, bytes } })).status,
        (await post(s3, bucket, { fields: { key: 'b' }, file: { ...HELLO, bytes: '' } })).status,
      ]
      return [statuses, (await read(s3, bucket)).body === bytes, (await read(s3, bucket, 'b')).body]
    },
    [[204, 204], true, ''],
  ),
  behaviour(
    'tags come with a form, as a document',
    async (s3) => {
      const bucket = await s3.newBucket()
      const tagging = '<Tagging><TagSet><Tag><Key>who</Key><Value>you + me</Value></Tag></TagSet></Tagging>'
      await post(s3, bucket, { fields: { tagging } })
      const { body } = await s3.send({ method: 'GET', path: `/${bucket}/a?tagging` })
      return [elementOf(body, 'Key'), elementOf(body, 'Value')]
    },
    ['who', 'you + me'],
  ),
  behaviour(
    'fields behind the file are read past',
    async (s3) => {
      const bucket = await s3.newBucket()
      const { status } = await post(s3, bucket, {
        more: [
          ['submit', 'Upload'],
          ['x-amz-meta-who', 'nobody'],
        ],
      })
      return [status, (await read(s3, bucket)).headers['x-amz-meta-who']]
    },
    [204, undefined],
  ),
  behaviour(
    'a form may be signed with version 2',
    async (s3) => {
      const bucket = await s3.newBucket()
      return [(await post(s3, bucket, { sign: signFormV2 })).status, (await read(s3, bucket)).body]
    },
    [204, 'hello'],
  ),
  ...each<Record<string, string>>(
    [
      ['the CRC32 of a form is verified', { 'x-amz-checksum-crc32': 'NhCmhg==' }, '204'],
      [
        'the CRC32 of a form is refused where it is of other bytes',
        { 'x-amz-checksum-crc32': 'AAAAAA==' },
        '400 BadDigest',
      ],
      [
        'the MD5 of a form is refused where it is of other bytes',
        { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
        '400 BadDigest',
      ],
      [
        'a form with a storage class that there is not is refused',
        { 'x-amz-storage-class': 'FAST' },
        '400 InvalidStorageClass',
      ],
      ['a form whose tags are no document is refused', { tagging: 'who=me' }, '400 MalformedXML'],
    ],
    async (s3, fields) => outcomeOf(await post(s3, await s3.newBucket(), { fields })),
  ),
]

const answers: Behaviour[] = [
  ...each(
    [
      ['200', [200, '']],
      ['204', [204, '']],
      ['404', [204, '']],
    ].map(([asked, expected]) => [`a form that asks for ${asked as string}`, asked as string, expected] as const),
    async (s3, asked) => {
      const { status, body } = await post(s3, await s3.newBucket(), { fields: { success_action_status: asked } })
      return [status, body]
    },
  ),
  behaviour(
    'a form that asks for 201 is told what was stored, in a document without a namespace',
    async (s3) => {
      const bucket = await s3.newBucket()
      const { status, headers, body } = await post(s3, bucket, { fields: { key: 'a&b', success_action_status: '201' } })
      return [
        status,
        body.includes('<PostResponse>'),
        elementOf(body, 'Bucket') === bucket,
        elementOf(body, 'Key'),
        elementOf(body, 'Location') === headers['location'],
        elementOf(body, 'ETag')?.replaceAll(/&quot;|&#34;/g, '"') === headers['etag'],
      ]
    },
    [201, true, true, 'a&amp;b', true, true],
  ),
  behaviour(
    'a form goes on to where it says, with what was stored',
    async (s3) => {
      const bucket = await s3.newBucket()
      const fields = { key: 'a b/c', success_action_redirect: 'http://page.test/done?step=2' }
      const { status, headers, body } = await post(s3, bucket, { fields })
      return [status, headers['location']?.replace(bucket, 'BUCKET'), body]
    },
    [303, 'http://page.test/done?step=2&bucket=BUCKET&key=a+b%2Fc&etag=%225d41402abc4b2a76b9719d911017c592%22', ''],
  ),
  behaviour(
    'a form that would go on to a path only is answered as if it did not say so',
    async (s3) => (await post(s3, await s3.newBucket(), { fields: { success_action_redirect: '/done' } })).status,
    204,
  ),
]

const KEY: Condition = ['starts-with', '$key', '']
const IMAGES: Condition = ['starts-with', '$Content-Type', 'image/']

/** What is asked of a form, and what becomes of it. */
const POLICIES: (readonly [says: string, given: Post, expected: string])[] = [
  ['a key as the policy has it', { policy: { conditions: [{ key: 'a' }] } }, '204'],
  ['another key', { policy: { conditions: [{ key: 'b' }] } }, '403 AccessDenied'],
  ['a key that begins otherwise', { policy: { conditions: [['starts-with', '$key', 'user/']] } }, '403 AccessDenied'],
  [
    'a key that begins so, with the name of its file',
    { fields: { key: 'user/${filename}' }, policy: { conditions: [['starts-with', '$key', 'user/']] } },
    '204',
  ],
  [
    'a value in other letters',
    { fields: { 'x-amz-meta-who': 'Me' }, policy: { conditions: [KEY, ['eq', '$x-amz-meta-who', 'me']] } },
    '403 AccessDenied',
  ],
  [
    'names in other letters',
    {
      fields: { 'X-AMZ-Meta-Who': 'me' },
      policy: { conditions: [['starts-with', '$KEY', ''], { 'x-amz-meta-WHO': 'me' }] },
    },
    '204',
  ],
  [
    'a condition on a field that is not there',
    { policy: { conditions: [KEY, ['starts-with', '$Content-Type', '']] } },
    '403 AccessDenied',
  ],
  [
    'a field without a condition',
    { fields: { 'x-amz-meta-who': 'me' }, policy: { conditions: [KEY] } },
    '403 AccessDenied',
  ],
  ['a field that is to be ignored', { fields: { 'x-ignore-who': 'me' }, policy: { conditions: [KEY] } }, '204'],
  [
    'types that all begin so',
    { fields: { 'Content-Type': 'image/png,image/gif' }, policy: { conditions: [KEY, IMAGES] } },
    '204',
  ],
  [
    'types of which one begins otherwise',
    { fields: { 'Content-Type': 'image/png,text/plain' }, policy: { conditions: [KEY, IMAGES] } },
    '403 AccessDenied',
  ],
  ['another bucket', { policy: { conditions: [KEY, { bucket: 'elsewhere' }] } }, '403 AccessDenied'],
  ['too late', { policy: { conditions: [KEY], expiration: '2020-01-02T03:04:05Z' } }, '403 AccessDenied'],
  [
    'a time with an offset',
    { policy: { conditions: [KEY], expiration: '2120-01-02T03:04:05+02:00' } },
    '400 InvalidPolicyDocument',
  ],
  ['no JSON', { policy: { document: '{' } }, '400 InvalidPolicyDocument'],
  ['no conditions', { policy: { document: '{"expiration":"2120-01-02T03:04:05Z"}' } }, '400 InvalidPolicyDocument'],
  ['no expiration', { policy: { document: '{"conditions":[]}' } }, '400 InvalidPolicyDocument'],
  [
    'a condition on two fields',
    { policy: { conditions: [{ key: 'a', acl: 'private' }] } },
    '400 InvalidPolicyDocument',
  ],
  ['a condition on a number', { policy: { conditions: [{ 'Content-Length': 3 }] } }, '400 InvalidPolicyDocument'],
  ['as many bytes as may be', { policy: { conditions: [KEY, ['content-length-range', 0, 5]] } }, '204'],
  ['as few bytes as may be', { policy: { conditions: [KEY, ['content-length-range', '5', '9']] } }, '204'],
  ['too many bytes', { policy: { conditions: [KEY, ['content-length-range', 0, 4]] } }, '400 EntityTooLarge'],
  ['too few bytes', { policy: { conditions: [KEY, ['content-length-range', 6, 9]] } }, '400 EntityTooSmall'],
  [
    'a size that is no number',
    { policy: { conditions: [KEY, ['content-length-range', 'test', '10']] } },
    '403 AccessDenied',
  ],
  ['a negative size', { policy: { conditions: [KEY, ['content-length-range', -1, 10]] } }, '400 InvalidPolicyDocument'],
]

/** What whoever wrote the policy is told. */
const MESSAGES: (readonly [says: string, given: Post, expected: string])[] = [
  [
    'which condition failed, as a list',
    { policy: { conditions: [{ key: 'b "c"' }] } },
    'Invalid according to Policy: Policy Condition failed: ["eq", "$key", "b \\"c\\""]',
  ],
  [
    'which fields no condition names',
    { fields: { 'x-amz-meta-who': 'me' }, policy: { conditions: [KEY] } },
    'Invalid according to Policy: Extra input fields: x-amz-meta-who',
  ],
  [
    'that it is too late',
    { policy: { conditions: [KEY], expiration: '2020-01-02T03:04:05Z' } },
    'Invalid according to Policy: Policy expired.',
  ],
  ['that it is no JSON', { policy: { document: '{' } }, 'Invalid Policy: Invalid JSON.'],
]

const messageOf = (body: string): string | undefined =>
  elementOf(body, 'Message')
    ?.replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll(/&#39;|&apos;/g, "'")

const policies: Behaviour[] = [
  ...each(
    POLICIES.map(([says, given, expected]) => [`a form on the terms of its policy: ${says}`, given, expected] as const),
    async (s3, given) => {
      const bucket = await s3.newBucket()
      const outcome = outcomeOf(await post(s3, bucket, given))
      const stored = (await s3.keysIn(bucket)).length
      return stored === (outcome === '204' ? 1 : 0) ? outcome : `${outcome} and ${stored} objects`
    },
  ),
  ...each(
    MESSAGES.map(([says, given, expected]) => [`a form against its policy is told ${says}`, given, expected] as const),
    async (s3, given) => messageOf((await post(s3, await s3.newBucket(), given)).body),
  ),
]

const FILE: FormPart = ['file', HELLO]

const malformed: Behaviour[] = [
  behaviour(
    'what is posted to a bucket is a form',
    async (s3) => {
      const headers = { 'content-type': 'text/html' }
      const answer = await s3.send({ method: 'POST', path: `/${await s3.newBucket()}`, headers, body: 'x' })
      return [outcomeOf(answer), elementOf(answer.body, 'Condition')]
    },
    ['412 PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data'],
  ),
  behaviour(
    'a form without a boundary is refused',
    async (s3) => {
      const headers = { 'content-type': 'multipart/form-data' }
      const { body } = toMultipart([['key', 'a'], FILE])
      return outcomeOf(await s3.sendUnsigned({ method: 'POST', path: `/${await s3.newBucket()}`, headers, body }))
    },
    '400 MalformedPOSTRequest',
  ),
  behaviour(
    'a form that breaks off stores nothing',
    async (s3) => {
      const bucket = await s3.newBucket()
      return [outcomeOf(await post(s3, bucket, {}, { isCutOff: true })), await s3.keysIn(bucket)]
    },
    ['400 MalformedPOSTRequest', []],
  ),
  behaviour(
    'a form without a key is refused, also where the key stands behind the file',
    async (s3) => {
      const bucket = await s3.newBucket()
      const answer = await postParts(s3, bucket, [FILE, ['key', 'a']])
      return [outcomeOf(answer), elementOf(answer.body, 'ArgumentName'), await s3.keysIn(bucket)]
    },
    ['400 InvalidArgument', 'key', []],
  ),
  behaviour(
    'a form without a file is refused',
    async (s3) => {
      const answer = await postParts(s3, await s3.newBucket(), [
        ['key', 'a'],
        ['document', HELLO],
      ])
      return [outcomeOf(answer), elementOf(answer.body, 'ArgumentName')]
    },
    ['400 InvalidArgument', 'file'],
  ),
  behaviour(
    'a form with two files is refused, and stores neither',
    async (s3) => {
      const bucket = await s3.newBucket()
      const answer = await post(s3, bucket, { more: [['file', { ...HELLO, bytes: 'other' }]] })
      return [outcomeOf(answer), await s3.keysIn(bucket)]
    },
    ['400 InvalidArgument', []],
  ),
  behaviour(
    'a form has 20 KB of fields at most',
    async (s3) => {
      const parts: FormPart[] = Array.from({ length: 21 }, (_, at) => [`x-amz-meta-${at}`, 'x'.repeat(1000)])
      const answer = await postParts(s3, await s3.newBucket(), [['key', 'a'], ...parts, FILE])
      return [outcomeOf(answer), elementOf(answer.body, 'MaxPostPreDataLengthBytes')]
    },
    ['400 MaxPostPreDataLengthExceeded', '20480'],
  ),
  behaviour(
    'a form for a missing bucket is an error',
    async (s3) => outcomeOf(await post(s3, s3.newName())),
    '404 NoSuchBucket',
  ),
]

/** What browsers send when somebody chooses a file on a page. */
export const forms: Behaviour[] = [...storing, ...answers, ...policies, ...malformed]
