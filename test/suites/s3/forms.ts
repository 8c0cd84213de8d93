import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import { brokenForms } from './broken-forms.ts'
import { formPolicies } from './form-policies.ts'
import { HELLO, post } from './post-form.ts'
import { signFormV2 } from './sign-form.ts'
import type { Subject } from './subject.ts'

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

/** What browsers send when somebody chooses a file on a page. */
export const forms: Behaviour[] = [...storing, ...answers, ...formPolicies, ...brokenForms]
