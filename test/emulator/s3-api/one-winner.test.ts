import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { startS3Server } from '../../support/s3-server.ts'

const SIZES = [1, 3000, 70_000, 300_000, 600_000, 1_300_000]
const RUNNERS = SIZES.flatMap((size) => [size, size + 1]).map((size, index) => ({
  name: `runner ${index}`,
  body: Buffer.alloc(size, `runner ${index}, `),
}))

it('of many that put one key at once one is left, whole, and whoever reads meanwhile gets one of them', async () => {
  await using server = await startS3Server()
  const place = { Bucket: newBucket(server.store), Key: 'a' }
  const s3 = server.client()
  /** Whose body, whose metadata and whose ETag it is. */
  const read = async (): Promise<unknown[]> => {
    const { Body, Metadata, ContentLength } = await s3.send(new GetObjectCommand(place))
    const bytes = Buffer.from(await Body!.transformToByteArray())
    return [RUNNERS.find(({ body }) => body.equals(bytes))?.name, Metadata!['name'], ContentLength === bytes.length]
  }
  const put = async ({ name, body }: (typeof RUNNERS)[number]): Promise<unknown[]> => {
    await s3.send(new PutObjectCommand({ ...place, Body: body, Metadata: { name } }))
    return await read()
  }
  const seen = [...(await Promise.all(RUNNERS.map(put))), await read()]
  expect(seen).toEqual(seen.map(([, name]) => [name, name, true]))
  expect(await bodyFilesIn(server.folder)).toHaveLength(1)
  expect(server.logged).toEqual([])
})
