import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const ask = async (s3: Subject, method: string, path: string) => await s3.send({ method, path })

/** `BUCKET` is one that is there. */
const REFUSED: [method: string, path: string, outcome: string][] = [
  ['GET', '/%zz', '400 InvalidURI'],
  ['GET', '//key', '400 InvalidURI'],
  ['GET', '/a', '400 InvalidBucketName'],
  ['GET', '/a$b/key', '400 InvalidBucketName'],
  ['PATCH', '/BUCKET/key', '405 MethodNotAllowed'],
  ['DELETE', '/', '405 MethodNotAllowed'],
]

export const errors: Behaviour[] = [
  behaviour(
    'an error is one line of XML without a namespace, with the ids of its headers',
    async (s3) => {
      const { headers, body } = await ask(s3, 'GET', `/${await s3.newBucket()}/a`)
      return [
        headers['content-type'],
        body.startsWith('<?xml version="1.0" encoding="UTF-8"?>'),
        /<Error>(?!\s)/.test(body),
        elementOf(body, 'Message'),
        elementOf(body, 'RequestId') === headers['x-amz-request-id'],
        elementOf(body, 'HostId') === headers['x-amz-id-2'],
      ]
    },
    ['application/xml', true, true, 'The specified key does not exist.', true, true],
  ),
  ...each(
    [
      ['an answer has its ids', 'GET', [true, true]],
      ['an answer to HEAD has its ids', 'HEAD', [true, true]],
    ],
    async (s3, method) => {
      const { headers } = await ask(s3, method, `/${await s3.newBucket()}/a`)
      return [/^[0-9A-Z]{16}$/.test(String(headers['x-amz-request-id'])), headers['x-amz-id-2'] !== undefined]
    },
  ),
  behaviour(
    'every answer has an id of its own',
    async (s3) => {
      const bucket = await s3.newBucket()
      const answers = await Promise.all([ask(s3, 'GET', `/${bucket}/a`), ask(s3, 'GET', `/${bucket}/a`)])
      return new Set(answers.map(({ headers }) => headers['x-amz-request-id'])).size
    },
    2,
  ),
  ...each(
    REFUSED.map(
      ([method, path, outcome]) => [`${method} ${path} is refused`, [method, path] as const, outcome] as const,
    ),
    async (s3, [method, path]) => {
      const bucket = path.includes('BUCKET') ? await s3.newBucket() : ''
      return outcomeOf(await ask(s3, method, path.replace('BUCKET', bucket)))
    },
  ),
]
