import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { etagOf } from './objects.ts'
import { completeUpload } from './upload-operations.ts'
import type { Upload } from './uploads.ts'
import { BUCKET, type World } from './world.ts'

/**
 * What is open was begun, and not ended; it has the parts that were acknowledged; some are completed now. To be called before
 * the objects are looked at: which of them an upload left depends on whether it is open still.
 */
export async function checkUploads(world: World): Promise<void> {
  const { uploads, clients } = world
  const { Uploads: found = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }))
  const ids = new Set(found.map(({ UploadId }) => UploadId!))
  for (const upload of uploads.open) {
    settleEnd(world, upload, ids.has(upload.uploadId))
    if (ids.delete(upload.uploadId)) await settleParts(clients.s3, upload)
  }
  await abortUnknown(
    world,
    [...ids].map((id) => found.find(({ UploadId }) => UploadId === id)!.Key!),
    [...ids],
  )
}

/** An upload is gone if and only if its object is there. */
function settleEnd({ uploads, objects }: World, upload: Upload, isOpen: boolean): void {
  const { key, ending } = upload
  if (!isOpen && !ending) throw new Error(`the upload of ${key} is gone, and nobody has ended it`)
  if (ending?.to === 'completed') objects.settle(key, isOpen ? ending.before : ending.next)
  delete upload.ending
  if (!isOpen) uploads.remove(upload)
}

async function settleParts(s3: S3Client, upload: Upload): Promise<void> {
  const { key: Key, uploadId: UploadId } = upload
  const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket: BUCKET, Key, UploadId }))
  const found = new Map(Parts.map(({ PartNumber, ETag }) => [PartNumber!, ETag]))
  for (const number of new Set([...upload.parts.keys(), ...found.keys()])) {
    const possible = upload.parts.get(number) ?? [undefined]
    const part = possible.findIndex((bytes) => (bytes && etagOf(bytes)) === found.get(number))
    expect(part, `part ${number} of ${Key} is none that was sent`).not.toBe(-1)
    const bytes = possible[part]
    if (bytes) upload.parts.set(number, [bytes])
    else upload.parts.delete(number)
  }
}

/** Of each key one may be there whose beginning was not answered. */
async function abortUnknown({ uploads, clients }: World, keys: string[], ids: string[]): Promise<void> {
  expect(keys, 'uploads that nobody has begun').toEqual([...new Set(keys)].filter((key) => uploads.creating.has(key)))
  for (const [index, Key] of keys.entries())
    await clients.s3.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key, UploadId: ids[index]! }))
  uploads.creating.clear()
}

/** Uploads that a kill went through can be brought to their end. */
export async function completeSome(world: World): Promise<void> {
  for (const upload of world.uploads.open)
    if (upload.parts.size > 0 && world.random.integer(3) === 0) await completeUpload(world, upload)
}
