import { GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import type { Outcome } from './objects.ts'
import { BUCKET, type World } from './world.ts'

/** Everything that may be told of an object, but for its bytes, which are too many to be printed. */
const describe = (state: Outcome) =>
  state && { size: state.bytes.length, etag: state.etag, metadata: state.metadata, tags: state.tags }

const isSame = (one: Outcome, other: Outcome): boolean =>
  JSON.stringify(describe(one)) === JSON.stringify(describe(other)) &&
  (one === undefined || one.bytes.equals(other!.bytes))

async function read(s3: S3Client, Key: string): Promise<NonNullable<Outcome>> {
  const place = { Bucket: BUCKET, Key }
  const { Body, ETag, Metadata = {}, TagCount = 0 } = await s3.send(new GetObjectCommand(place))
  const bytes = Buffer.from(await Body!.transformToByteArray())
  const { TagSet = [] } = TagCount > 0 ? await s3.send(new GetObjectTaggingCommand(place)) : {}
  const tags = Object.fromEntries(TagSet.map((tag) => [tag.Key!, tag.Value!]))
  return { bytes, etag: ETag!, metadata: Metadata, tags }
}

/** Each key has what was acknowledged, or where a request broke off, what was there before or what it brought: whole. */
export async function checkObjects({ objects, clients: { s3 } }: World): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))
  const listed = new Map(Contents.map(({ Key, Size, ETag }) => [Key!, { Size, ETag }]))
  expect(objects.keys, 'keys that nobody has written').toEqual(expect.arrayContaining([...listed.keys()]))
  for (const key of objects.keys) {
    const found = listed.has(key) ? await read(s3, key) : undefined
    const possible = objects.possible(key)
    const state = possible.find((one) => isSame(one, found))
    if (state === undefined && !(found === undefined && possible.includes(undefined)))
      expect(describe(found), `what is under ${key.slice(0, 20)}`).toBe(possible.map(describe))
    expect(listed.get(key)).toEqual(state && { Size: state.bytes.length, ETag: state.etag })
    objects.settle(key, state)
  }
}
