import { elementOf } from '../../support/raw-http.ts'
import { toMultipart, type FormPart } from '../../support/multipart-form.ts'
import { behaviour, outcomeOf, type Behaviour } from './behaviour.ts'
import { HELLO, post, postParts } from './post-form.ts'

const FILE: FormPart = ['file', HELLO]

/** Forms that are none. */
export const brokenForms: Behaviour[] = [
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
