import { elementOf, type RawAnswer } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

/** An answer about the object `a`, which is `hello world`. */
async function ask(s3: Subject, headers: Record<string, string>, method = 'GET', query = ''): Promise<RawAnswer> {
  const bucket = await s3.bucketWith({ a: 'hello world' })
  return await s3.send({ method, path: `/${bucket}/a${query}`, headers })
}

const seen = ({ status, headers, body }: RawAnswer): unknown[] => [status, body, headers['content-range']]

const SATISFIABLE = [
  ['bytes=0-0', 'h', 'bytes 0-0/11'],
  ['bytes=6-', 'world', 'bytes 6-10/11'],
  ['bytes=6-100', 'world', 'bytes 6-10/11'],
  ['bytes=-3', 'rld', 'bytes 8-10/11'],
  ['bytes=-100', 'hello world', 'bytes 0-10/11'],
  ['bytes=0-10', 'hello world', 'bytes 0-10/11'],
] as const

const AS_GOOD_AS_NONE = [
  'bytes=',
  'bytes=-',
  'bytes=5-2',
  'bytes=a-b',
  'bytes=0-1,3-4',
  'lines=0-1',
  'bytes 0-1',
  '0-1',
]

export const ranges: Behaviour[] = [
  ...each(
    SATISFIABLE.map(
      ([range, body, content]) => [`${range} is part of the object`, range, [206, body, content]] as const,
    ),
    async (s3, range) => seen(await ask(s3, { range })),
  ),
  ...each(
    ['bytes=11-', 'bytes=11-12', 'bytes=999999999999999999-', 'bytes=-0'].map(
      (range) => [`${range} cannot be satisfied`, range, '416 InvalidRange'] as const,
    ),
    async (s3, range) => outcomeOf(await ask(s3, { range })),
  ),
  behaviour(
    'a range that cannot be satisfied is told, with the size of the object',
    async (s3) => {
      const { body } = await ask(s3, { range: 'bytes=11-' })
      return [elementOf(body, 'RangeRequested'), elementOf(body, 'ActualObjectSize')]
    },
    ['bytes=11-', '11'],
  ),
  ...each(
    AS_GOOD_AS_NONE.map((range) => [`${range} is as good as none`, range, [200, 'hello world', undefined]] as const),
    async (s3, range) => {
      const answer = await ask(s3, { range })
      return answer.status < 300 ? seen(answer) : outcomeOf(answer)
    },
  ),
  behaviour(
    'HEAD answers a range without the bytes',
    async (s3) => {
      const answer = await ask(s3, { range: 'bytes=1-3' }, 'HEAD')
      return [...seen(answer), answer.headers['content-length']]
    },
    [206, '', 'bytes 1-3/11', '3'],
  ),
  ...each(
    ['bytes=0-', 'bytes=0-0', 'bytes=-1'].map(
      (range) => [`${range} of an empty object cannot be satisfied`, range, '416 InvalidRange'] as const,
    ),
    async (s3, range) => {
      const bucket = await s3.bucketWith({ a: '' })
      return outcomeOf(await s3.send({ method: 'GET', path: `/${bucket}/a`, headers: { range } }))
    },
  ),
  behaviour(
    'a range comes without the checksum of the whole',
    async (s3) => {
      const { headers } = await ask(s3, { range: 'bytes=0-1', 'x-amz-checksum-mode': 'ENABLED' })
      return Object.keys(headers).filter((name) => name.startsWith('x-amz-checksum'))
    },
    [],
  ),
  behaviour(
    'every answer accepts ranges of bytes',
    async (s3) => (await ask(s3, {})).headers['accept-ranges'],
    'bytes',
  ),
  behaviour(
    'an object in one piece is its own first part',
    async (s3) => {
      const answer = await ask(s3, {}, 'GET', '?partNumber=1')
      return [...seen(answer), answer.headers['x-amz-mp-parts-count']]
    },
    [206, 'hello world', 'bytes 0-10/11', undefined],
  ),
  ...each(
    [
      ['a part that is not there is refused', '?partNumber=2', '416 InvalidPartNumber'],
      ['part 0 is refused', '?partNumber=0', '400 InvalidArgument'],
      ['part 10,001 is refused', '?partNumber=10001', '400 InvalidArgument'],
      ['a part that is no number is refused', '?partNumber=one', '400 InvalidArgument'],
    ],
    async (s3, query) => outcomeOf(await ask(s3, {}, 'GET', query)),
  ),
  behaviour(
    'a part number and a range are one too many',
    async (s3) => outcomeOf(await ask(s3, { range: 'bytes=0-1' }, 'GET', '?partNumber=1')),
    '400 InvalidRequest',
  ),
]
