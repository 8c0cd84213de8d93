import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  type BucketLocationConstraint,
  type ListBucketsCommandInput,
  type ListBucketsCommandOutput,
} from '@aws-sdk/client-s3'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const put = async (s3: Subject, name: string, body = '') => await s3.send({ method: 'PUT', path: `/${name}`, body })
const createIn = async (s3: Subject, Bucket: string, constraint: string) =>
  await s3.client().send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: constraint as BucketLocationConstraint },
    }),
  )
const regionOf = async (s3: Subject, Bucket: string) =>
  (await s3.client({ followRegionRedirects: true }).send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint

const BAD_NAMES = ['Upper', 'under_score', 'a..b', '192.168.0.1', '-a-b', 'ab-', 'xn--abc', 'abc-s3alias', 'ab']

const making: Behaviour[] = [
  behaviour(
    'a new bucket is where its Location says',
    async (s3) => {
      const name = s3.newName()
      const { status, headers } = await put(s3, name)
      return [
        status,
        headers['location'] === `/${name}`,
        outcomeOf(await s3.send({ method: 'HEAD', path: `/${name}` })),
      ]
    },
    [200, true, '200'],
  ),
  behaviour(
    'a new bucket says its ARN',
    async (s3) => {
      const name = s3.newName()
      return (await put(s3, name)).headers['x-amz-bucket-arn'] === `arn:aws:s3:::${name}`
    },
    true,
  ),
  behaviour(
    'a bucket needs neither a body nor its length',
    async (s3) => {
      const request = { method: 'PUT', path: `/${s3.newName()}`, headers: { connection: 'close' } }
      return (await s3.sendBytes(request)).slice(0, 12)
    },
    'HTTP/1.1 200',
  ),
  ...each(
    [
      ['the LocationConstraint says the region', 'eu-west-3', ['200', 'eu-west-3']],
      ['EU is another name of eu-west-1', 'EU', ['200', 'eu-west-1']],
    ],
    async (s3, constraint) => {
      const name = s3.newName()
      const outcome = await outcomeOfCall(createIn(s3, name, constraint))
      return outcome === '200' ? [outcome, await regionOf(s3, name)] : [outcome]
    },
  ),
  ...each(
    ['us-east-1', 'mars', 'Not A Region'].map(
      (constraint) =>
        [`the LocationConstraint ${constraint} is refused`, constraint, '400 InvalidLocationConstraint'] as const,
    ),
    async (s3, constraint) => await outcomeOfCall(createIn(s3, s3.newName(), constraint)),
  ),
  ...each(
    [...BAD_NAMES, 'a'.repeat(64)].map(
      (name) => [`the name ${name} is refused`, name, '400 InvalidBucketName'] as const,
    ),
    async (s3, name) => {
      const outcome = outcomeOf(await put(s3, name))
      if (outcome === '200') s3.removedLater(name)
      return outcome
    },
  ),
  behaviour(
    'making a bucket again changes nothing',
    async (s3) => {
      const name = await s3.bucketWith({ a: 'x' })
      return [outcomeOf(await put(s3, name)), await s3.keysIn(name)]
    },
    ['200', ['a']],
  ),
  ...each(
    ['<CreateBucket/>', '<CreateBucketConfiguration>', '<!DOCTYPE a><CreateBucketConfiguration/>'].map(
      (body) => [`the document ${body} is refused`, body, '400 MalformedXML'] as const,
    ),
    async (s3, body) => outcomeOf(await put(s3, s3.newName(), body)),
  ),
]

const asking: Behaviour[] = [
  behaviour(
    'HeadBucket tells the region',
    async (s3) => {
      const { BucketRegion } = await s3.client().send(new HeadBucketCommand({ Bucket: await s3.newBucket() }))
      return BucketRegion === s3.signer.region
    },
    true,
  ),
  behaviour(
    'HeadBucket of a missing bucket is 404, and has no body',
    async (s3) => pick(await s3.send({ method: 'HEAD', path: `/${s3.newName()}` }), 'status', 'body'),
    { status: 404, body: '' },
  ),
  ...each(
    [
      ['a bucket of another owner than expected is refused', '444455556666', '403'],
      ['an expected owner that is no account is refused', 'me', '400'],
    ],
    async (s3, owner) => {
      const headers = { 'x-amz-expected-bucket-owner': owner }
      return outcomeOf(await s3.send({ method: 'HEAD', path: `/${await s3.newBucket()}`, headers }))
    },
  ),
  behaviour(
    'the location of a bucket in us-east-1 is none',
    async (s3) => {
      const { body } = await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?location` })
      return /<LocationConstraint[^>]*>/.exec(body)?.[0] !== undefined && (elementOf(body, 'LocationConstraint') ?? '')
    },
    '',
  ),
  behaviour(
    'the location is in the namespace of S3',
    async (s3) =>
      (await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?location` })).body.includes(
        'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"',
      ),
    true,
  ),
]

const removing: Behaviour[] = [
  behaviour(
    'DeleteBucket takes an empty bucket away',
    async (s3) => {
      const name = await s3.newBucket()
      const deleted = await s3.send({ method: 'DELETE', path: `/${name}` })
      return [outcomeOf(deleted), outcomeOf(await s3.send({ method: 'HEAD', path: `/${name}` }))]
    },
    ['204', '404'],
  ),
  behaviour(
    'DeleteBucket leaves a bucket with an object in it',
    async (s3) => {
      const Bucket = await s3.bucketWith({ a: 'x' })
      return [await outcomeOfCall(s3.client().send(new DeleteBucketCommand({ Bucket }))), await s3.keysIn(Bucket)]
    },
    ['409 BucketNotEmpty', ['a']],
  ),
  behaviour(
    'DeleteBucket of a missing bucket is an error that names it',
    async (s3) => {
      const name = s3.newName()
      const answer = await s3.send({ method: 'DELETE', path: `/${name}` })
      return [outcomeOf(answer), elementOf(answer.body, 'BucketName') === name]
    },
    ['404 NoSuchBucket', true],
  ),
]

/** Three buckets whose names no others begin like. */
async function threeBuckets(s3: Subject): Promise<string> {
  const prefix = s3.newName()
  const names = ['c', 'a', 'b'].map((end) => s3.newName(`${prefix.slice(0, 24)}${end}`))
  for (const Bucket of names) await s3.client().send(new CreateBucketCommand({ Bucket }))
  return prefix.slice(0, 24)
}

const ends = (prefix: string, { Buckets = [] }: Pick<ListBucketsCommandOutput, 'Buckets'>): string[] =>
  Buckets.flatMap(({ Name }) => (Name!.startsWith(prefix) ? [Name!.charAt(prefix.length)] : []))

const listing: Behaviour[] = [
  behaviour(
    'ListBuckets shows buckets by name',
    async (s3) => {
      const prefix = await threeBuckets(s3)
      return ends(prefix, await s3.client().send(new ListBucketsCommand({})))
    },
    ['a', 'b', 'c'],
  ),
  behaviour(
    'ListBuckets shows those with a prefix',
    async (s3) => {
      const Prefix = await threeBuckets(s3)
      return ends(Prefix, await s3.client().send(new ListBucketsCommand({ Prefix: `${Prefix}b` })))
    },
    ['b'],
  ),
  behaviour(
    'ListBuckets goes page by page',
    async (s3) => {
      const Prefix = await threeBuckets(s3)
      const list = async (input: ListBucketsCommandInput) =>
        await s3.client().send(new ListBucketsCommand({ Prefix, MaxBuckets: 2, ...input }))
      const first = await list({})
      const token = first.ContinuationToken
      const second = token === undefined ? {} : await list({ ContinuationToken: token })
      return [ends(Prefix, first), ends(Prefix, second)]
    },
    [['a', 'b'], ['c']],
  ),
  behaviour(
    'ListBuckets shows when a bucket was made, and whose it is',
    async (s3) => {
      const Prefix = await s3.newBucket()
      const { Buckets = [], Owner } = await s3.client().send(new ListBucketsCommand({ Prefix }))
      const made = Buckets.find(({ Name }) => Name === Prefix)
      return [made?.CreationDate instanceof Date, /^[0-9a-f]{64}$/.test(Owner?.ID ?? '')]
    },
    [true, true],
  ),
  ...each(
    ['max-buckets=0', 'max-buckets=10001', 'continuation-token=x'].map(
      (query) => [`ListBuckets refuses ${query}`, query, '400 InvalidArgument'] as const,
    ),
    async (s3, query) => outcomeOf(await s3.send({ method: 'GET', path: `/?${query}` })),
  ),
]

export const buckets: Behaviour[] = [...making, ...asking, ...removing, ...listing]
