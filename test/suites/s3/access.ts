import {
  GetBucketAclCommand,
  GetObjectAclCommand,
  ListBucketsCommand,
  type AccessControlPolicy,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** Whether it is one grant, of everything, to the owner that is named beside it. */
const isPrivate = ({ Owner, Grants = [] }: AccessControlPolicy): boolean =>
  Grants.length === 1 &&
  Grants[0]!.Permission === 'FULL_CONTROL' &&
  Grants[0]!.Grantee?.Type === 'CanonicalUser' &&
  Grants[0]!.Grantee.ID === Owner?.ID

const put = async (s3: Subject, path: string, headers: Record<string, string>, body?: string) =>
  outcomeOf(await s3.send({ method: 'PUT', path, headers, ...(body !== undefined && { body }) }))

const lists: Behaviour[] = [
  behaviour(
    'a bucket and its objects are their owner’s, and nobody else’s',
    async (s3) => {
      const Bucket = await s3.bucketWith({ a: 'x' })
      const ofBucket = await s3.client().send(new GetBucketAclCommand({ Bucket }))
      const ofObject = await s3.client().send(new GetObjectAclCommand({ Bucket, Key: 'a' }))
      const { Owner } = await s3.client().send(new ListBucketsCommand({ Prefix: Bucket }))
      return [isPrivate(ofBucket), isPrivate(ofObject), ofObject.Owner?.ID === Owner?.ID]
    },
    [true, true, true],
  ),
  behaviour(
    'the kind of a grantee is an attribute, in the namespace of instances',
    async (s3) => {
      const { body } = await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?acl` })
      const [, attributes = ''] = /<Grantee([^>]*)>/.exec(body) ?? []
      return [attributes.includes(`xmlns:xsi="${NAMESPACE}"`), attributes.includes('xsi:type="CanonicalUser"')]
    },
    [true, true],
  ),
  ...each<readonly [place: string, acl: string]>(
    ['/a?acl', '?acl'].flatMap((place) => [
      [`PUT ${place}: the list that is there anyway is taken`, [place, 'private'] as const, '200'] as const,
      [
        `PUT ${place}: public-read is refused`,
        [place, 'public-read'] as const,
        '400 AccessControlListNotSupported',
      ] as const,
    ]),
    async (s3, [place, acl]) => await put(s3, `/${await s3.bucketWith({ a: 'x' })}${place}`, { 'x-amz-acl': acl }),
  ),
  behaviour(
    'PUT of an object: a grant in a header is refused',
    async (s3) => await put(s3, `/${await s3.bucketWith({ a: 'x' })}/a?acl`, { 'x-amz-grant-read': 'id="1"' }),
    '400 AccessControlListNotSupported',
  ),
  ...each(
    ['/a?acl', '?acl'].map(
      (place) => [`PUT ${place}: the document that GET gives is taken back`, place, '200'] as const,
    ),
    async (s3, place) => {
      const path = `/${await s3.bucketWith({ a: 'x' })}${place}`
      const { body } = await s3.send({ method: 'GET', path })
      return await put(s3, path, {}, body)
    },
  ),
  behaviour(
    'PUT of an object: a document that lets all people read is refused',
    async (s3) => {
      const path = `/${await s3.bucketWith({ a: 'x' })}/a?acl`
      const { body } = await s3.send({ method: 'GET', path })
      const all = `<Grantee xmlns:xsi="${NAMESPACE}" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>`
      const grant = `<Grant>${all}<Permission>READ</Permission></Grant>`
      return await put(s3, path, {}, body.replace('</AccessControlList>', `${grant}</AccessControlList>`))
    },
    '400 AccessControlListNotSupported',
  ),
  behaviour(
    'PUT of an object: nothing to put is refused',
    async (s3) => await put(s3, `/${await s3.bucketWith({ a: 'x' })}/a?acl`, {}),
    '400 MissingSecurityHeader',
  ),
  ...each(
    ['GET', 'PUT'].map((method) => [`${method} of the list of a missing object`, method, '404 NoSuchKey'] as const),
    async (s3, method) => {
      const headers = { 'x-amz-acl': 'private' }
      return outcomeOf(
        await s3.send({ method, path: `/${await s3.newBucket()}/a?acl`, ...(method === 'PUT' && { headers }) }),
      )
    },
  ),
]

/** Requests that name an account, of all the kinds that there are. */
const EXPECTING: [method: string, place: string][] = [
  ['GET', '?list-type=2'],
  ['GET', ''],
  ['GET', '?acl'],
  ['GET', '?versioning'],
  ['GET', '/a'],
  ['PUT', '/a'],
  ['DELETE', '/a'],
  ['GET', '/a?tagging'],
  ['POST', '/a?uploads'],
]

const owners: Behaviour[] = each(
  EXPECTING.map(
    ([method, place]) =>
      [
        `${method} ${place}: another owner than expected is refused`,
        [method, place] as const,
        '403 AccessDenied',
      ] as const,
  ),
  async (s3, [method, place]) => {
    const headers = { 'x-amz-expected-bucket-owner': '444455556666' }
    return outcomeOf(await s3.send({ method, path: `/${await s3.bucketWith({ a: 'x' })}${place}`, headers }))
  },
)

export const access: Behaviour[] = [...lists, ...owners]
