import { text as textOf } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { KEY_PARTS, listModel } from '../../support/listing-model.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'
import { runs } from '../../support/whole.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const part = fc.oneof(fc.constantFrom(...KEY_PARTS), fc.string({ unit: 'binary', maxLength: 3 }))
const isKey = (key: string): boolean => key !== '' && key.isWellFormed() && Buffer.byteLength(key) <= 1024
const key = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(part, { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''))
      .filter(isKey),
  },
  { weight: 1, arbitrary: fc.constantFrom('a'.repeat(1024), 'é'.repeat(512), '\u{10ffff}'.repeat(256)) },
)

const decode = (encoded: string): string => decodeURIComponent(encoded.replaceAll('+', ' '))

async function listAll(bucket: string, prefix: string, delimiter: string, pageSize: number): Promise<string[]> {
  const rows: string[] = []
  let token: string | undefined
  do {
    const page = await server.client().send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: delimiter,
        MaxKeys: pageSize,
        EncodingType: 'url',
        ContinuationToken: token,
      }),
    )
    rows.push(
      ...(page.Contents ?? []).map(({ Key }) => decode(Key!)),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => decode(Prefix!)),
    )
    token = page.NextContinuationToken
  } while (token !== undefined)
  return rows.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

it('any keys are put, listed and read back as in a model in memory', async () => {
  const client = server.client()
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 1, maxLength: 12 }),
      fc.oneof(
        fc.constant(''),
        part.filter((text) => text.isWellFormed()),
      ),
      fc.constantFrom('', '/', '//', 'é', '😀'),
      fc.integer({ min: 1, max: 4 }),
      async (keys, prefix, delimiter, pageSize) => {
        const Bucket = newBucket(server.store)
        for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }))
        for (const Key of keys) {
          const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
          expect(await textOf(Body as Readable)).toBe(`body of ${Key}`)
        }
        expect(await listAll(Bucket, prefix, delimiter, pageSize)).toEqual(listModel(keys, { prefix, delimiter }))
      },
    ),
    runs(40),
  )
})
