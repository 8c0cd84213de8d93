import { expect, it } from 'vitest'
import type { StoredObject } from '../../../emulator/object-store/stored-object.ts'
import type { MultipartUpload } from '../../../emulator/object-store/upload-index.ts'
import { text } from 'node:stream/consumers'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { ATTRIBUTES, bodyOf, md5Of, putText } from '../../support/put-text.ts'
import { createStore, type EmbeddedStore } from '../../support/s3-server.ts'

interface Case {
  embedded: EmbeddedStore
  bucket: string
  source: StoredObject
  upload: MultipartUpload
}

/** An upload beside the object `a`. */
async function begin(embedded: EmbeddedStore): Promise<Case> {
  const bucket = newBucket(embedded.store)
  const source = await putText(embedded.store, bucket, 'a', 'before')
  const checksum = { algorithm: 'CRC32' as const, type: 'COMPOSITE' as const, isRequested: true }
  const upload = embedded.store.uploads.create({ bucket, key: 'b', attributes: ATTRIBUTES, checksum })
  return { embedded, bucket, source, upload }
}

const copyAll = async ({ embedded, source, upload }: Case, number = 1) =>
  await embedded.store.uploads.copyPart(upload, number, source, { start: 0, end: source.size })

it('a copied part is whole although its source is overwritten meanwhile', async () => {
  await using embedded = createStore()
  const given = await begin(embedded)
  const copying = copyAll(given)
  await putText(embedded.store, given.bucket, 'a', 'after')
  const part = await copying
  const object = await embedded.store.uploads.assemble(given.upload, [part])
  await embedded.store.uploads.complete(given.upload, object)
  expect(part.etag).toBe(`"${md5Of('before')}"`)
  expect(await text(await embedded.store.objects.open(object, 0, object.size))).toBe('before')
  expect(await bodyFilesIn(embedded.folder)).toHaveLength(2)
})

it('a copied part takes the place of what had its number', async () => {
  await using embedded = createStore()
  const given = await begin(embedded)
  await embedded.store.uploads.putPart(given.upload, 1, bodyOf('first'))
  const part = await copyAll(given)
  expect(embedded.store.uploads.parts(given.upload)).toEqual([part])
  expect(await bodyFilesIn(embedded.folder)).toHaveLength(2)
})

it('a copy into an upload that ends meanwhile leaves nothing', async () => {
  await using embedded = createStore()
  const given = await begin(embedded)
  const copying = copyAll(given)
  await embedded.store.uploads.abort(given.upload)
  await expect(copying).rejects.toMatchObject({ kind: 'noSuchUpload' })
  expect(await bodyFilesIn(embedded.folder)).toHaveLength(1)
})

it('parts keep their checksums with the object', async () => {
  await using embedded = createStore()
  const given = await begin(embedded)
  const parts = [await copyAll(given), await copyAll(given, 2)]
  await embedded.store.uploads.complete(given.upload, await embedded.store.uploads.assemble(given.upload, parts))
  const object = embedded.store.objects.get(given.bucket, 'b')
  expect(object.parts).toEqual(parts.map(({ size, checksumValue }) => ({ size, checksumValue })))
})

it('an object whose parts were stored as sizes alone is read as ever', async () => {
  await using embedded = createStore()
  const given = await begin(embedded)
  embedded.database.prepare("update objects set part_sizes = '[4,2]' where key = 'a'").run()
  expect(embedded.store.objects.get(given.bucket, 'a').parts).toEqual([{ size: 4 }, { size: 2 }])
})

it('tags change nothing else of an object, and none of another', async () => {
  await using embedded = createStore()
  const { bucket, source } = await begin(embedded)
  await putText(embedded.store, bucket, 'other', 'x')
  embedded.store.objects.tag(bucket, 'a', [{ key: 'k', value: 'v' }])
  const { attributes, ...rest } = embedded.store.objects.get(bucket, 'a')
  expect(rest).toEqual({ ...source, attributes: undefined, parts: undefined })
  expect(attributes).toEqual({ ...ATTRIBUTES, tags: [{ key: 'k', value: 'v' }] })
  expect(embedded.store.objects.get(bucket, 'other').attributes).toEqual(ATTRIBUTES)
})
