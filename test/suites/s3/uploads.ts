import { GetObjectCommand } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import { bytesOf, complete, create, END, etagOf, head, LARGE, MIB, upload, uploadAll } from './multipart.ts'

export const uploads: Behaviour[] = [
  behaviour(
    'an upload becomes one object of its parts, with the ETag of their ETags',
    async (s3) => {
      const place = await create(s3, { ContentType: 'text/csv', Metadata: { a: 'b' } })
      const { ETag, Bucket, Key } = await complete(s3, place, await uploadAll(s3, place, LARGE, LARGE, END))
      const about = pick(await head(s3, place), 'ETag', 'ContentType', 'Metadata', 'ContentLength')
      const isWhole = (await bytesOf(s3, place)).equals(Buffer.concat([LARGE, LARGE, END]))
      return [ETag, Bucket === place.Bucket, Key, about, isWhole]
    },
    [
      etagOf(LARGE, LARGE, END),
      true,
      'a b/ü',
      {
        ETag: etagOf(LARGE, LARGE, END),
        ContentType: 'text/csv',
        Metadata: { a: 'b' },
        ContentLength: 10 * MIB + 3,
      },
      true,
    ],
  ),
  behaviour(
    'an upload says where the object is, in its bucket, its key encoded',
    async (s3) => {
      const place = await create(s3)
      const { Location = '' } = await complete(s3, place, await uploadAll(s3, place, END))
      return [Location.split(place.Bucket).length - 1, Location.slice(Location.lastIndexOf('/'))]
    },
    [1, '/a%20b%2F%C3%BC'],
  ),
  behaviour(
    'an upload may have gaps between its numbers, and parts in any order of arrival',
    async (s3) => {
      const place = await create(s3)
      const last = await upload(s3, place, 10_000, END)
      const first = await upload(s3, place, 7, LARGE)
      const numbered = [first, last].map(({ ETag }, index) => ({ PartNumber: [7, 10_000][index]!, ETag: ETag! }))
      await complete(s3, place, numbered)
      return (await bytesOf(s3, place)).equals(Buffer.concat([LARGE, END]))
    },
    true,
  ),
  behaviour(
    'an upload may leave parts out',
    async (s3) => {
      const place = await create(s3)
      const [one] = await uploadAll(s3, place, 'one', 'two')
      await complete(s3, place, [one!])
      return (await bytesOf(s3, place)).toString()
    },
    'one',
  ),
  behaviour(
    'an upload takes the last of two parts with one number',
    async (s3) => {
      const place = await create(s3)
      const first = await upload(s3, place, 1, 'first')
      const second = await upload(s3, place, 1, 'second')
      const stale = await outcomeOfCall(complete(s3, place, [{ PartNumber: 1, ETag: first.ETag! }]))
      await complete(s3, place, [{ PartNumber: 1, ETag: second.ETag!.replaceAll('"', '') }])
      return [stale, (await bytesOf(s3, place)).toString()]
    },
    ['400 InvalidPart', 'second'],
  ),
  behaviour(
    'an upload may have one empty part',
    async (s3) => {
      const place = await create(s3)
      await complete(s3, place, await uploadAll(s3, place, ''))
      return (await head(s3, place)).ContentLength
    },
    0,
  ),
  behaviour(
    'an upload replaces what was there only when it is complete',
    async (s3) => {
      const place = await create(s3)
      await s3.putAll(place.Bucket, { [place.Key]: 'before' })
      const parts = await uploadAll(s3, place, 'after')
      const before = (await bytesOf(s3, place)).toString()
      await complete(s3, place, parts)
      return [before, (await bytesOf(s3, place)).toString()]
    },
    ['before', 'after'],
  ),
  behaviour(
    'an object of parts is read by its parts',
    async (s3) => {
      const place = await create(s3)
      await complete(s3, place, await uploadAll(s3, place, LARGE, END))
      const { Bucket, Key } = place
      const part = await s3.client().send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }))
      return [part.PartsCount, part.ContentRange, await part.Body!.transformToString()]
    },
    [2, `bytes ${5 * MIB}-${5 * MIB + 2}/${5 * MIB + 3}`, 'end'],
  ),
  behaviour(
    'an object of parts is read across them',
    async (s3) => {
      const place = await create(s3)
      await complete(s3, place, await uploadAll(s3, place, LARGE, END))
      const bytes = await bytesOf(s3, place, { Range: `bytes=${5 * MIB - 2}-${5 * MIB}` })
      return bytes.equals(Buffer.concat([LARGE.subarray(-2), END.subarray(0, 1)]))
    },
    true,
  ),
  behaviour(
    'the id of an upload is safe in a URL, in an element of its own name, on one line with it',
    async (s3) => {
      const headers = { 'content-type': 'application/json' }
      const path = `/${await s3.newBucket()}/a?uploads`
      const { body } = await s3.send({ method: 'POST', path, headers, body: '' })
      return [/^[\w.-]{20,}$/.test(elementOf(body, 'UploadId') ?? '')]
    },
    [true],
  ),
  behaviour(
    'the transfer manager of the SDK uploads what is larger than a part',
    async (s3) => {
      const Bucket = await s3.newBucket()
      const Body = Buffer.concat([LARGE, LARGE, END])
      await new Upload({ client: s3.client(), params: { Bucket, Key: 'a', Body }, partSize: 5 * MIB }).done()
      return (await bytesOf(s3, { Bucket, Key: 'a', UploadId: '' })).equals(Body)
    },
    true,
  ),
]
