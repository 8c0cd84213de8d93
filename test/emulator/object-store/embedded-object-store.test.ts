import { randomBytes } from 'node:crypto'
import { stat, writeFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { EmbeddedObjectStore } from '../../../emulator/object-store/embedded-object-store.ts'
import type { Segment, StoredObject } from '../../../emulator/object-store/stored-object.ts'
import type { MultipartUpload } from '../../../emulator/object-store/upload-index.ts'
import { describeObjectStore } from '../../suites/object-store.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { ATTRIBUTES, bodyOf, md5Of, putText } from '../../support/put-text.ts'
import { createStore } from '../../support/s3-server.ts'

describeObjectStore(async () => {
  const embedded = createStore()
  return { ...embedded, newBucket: (options) => newBucket(embedded.store, options) }
})

const NOTHING = { files: 0, bytes: 0 }

const pathOf = (folder: string, { name }: Segment): string => join(folder, name[0]!, name[1]!, name)

const readText = async (
  store: EmbeddedObjectStore,
  object: StoredObject,
  start = 0,
  end = object.size,
): Promise<string> => await text(await store.objects.open(object, start, end))

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half')
  throw new Error('the client has gone')
}

function mayCreate(current: StoredObject | undefined): void {
  if (current) throw new Error('it exists')
}

function createUpload(store: EmbeddedObjectStore, bucket: string, key = 'a'): MultipartUpload {
  const checksum = { algorithm: 'CRC64NVME' as const, type: 'FULL_OBJECT' as const, isRequested: false }
  return store.uploads.create({ bucket, key, attributes: ATTRIBUTES, checksum })
}

describe('files of bodies', () => {
  it('there is one for each object, and none for an empty one', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    await putText(embedded.store, bucket, 'a', 'text')
    await putText(embedded.store, bucket, 'b', '')
    expect(await bodyFilesIn(embedded.folder)).toHaveLength(1)
  })

  it('their names have nothing of the key', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    await putText(embedded.store, bucket, '../../escape', 'text')
    const [name] = await bodyFilesIn(embedded.folder)
    expect(name).toMatch(/^[0-9a-f]{32}$/)
  })

  it('an overwritten body is removed, and so is a deleted one', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    await putText(embedded.store, bucket, 'a', 'first')
    const second = await putText(embedded.store, bucket, 'a', 'second')
    const afterPut = await bodyFilesIn(embedded.folder)
    await embedded.store.objects.delete(bucket, [{ key: 'a' }])
    expect(afterPut).toEqual([second.segments[0]!.name])
    expect(await bodyFilesIn(embedded.folder)).toEqual([])
  })

  it('a body that is read when it is deleted goes when its last reader has gone', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    const object = await putText(embedded.store, bucket, 'a', 'text')
    const [first, second] = [
      await embedded.store.objects.open(object, 0, 4),
      await embedded.store.objects.open(object, 0, 4),
    ]
    await embedded.store.objects.delete(bucket, [{ key: 'a' }])
    expect(await text(first)).toBe('text')
    expect(await bodyFilesIn(embedded.folder)).toHaveLength(1)
    const closed = new Promise((resolve) => second.once('close', resolve))
    second.destroy()
    await closed
    await expect.poll(async () => await bodyFilesIn(embedded.folder)).toEqual([])
  })

  it('a body whose source fails leaves nothing', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    const body = { ...bodyOf(), chunks: failing() }
    await expect(embedded.store.objects.put(bucket, 'a', body, { attributes: ATTRIBUTES })).rejects.toThrow('has gone')
    expect(await bodyFilesIn(embedded.folder)).toEqual([])
    expect(embedded.store.objects.find(bucket, 'a')).toBeUndefined()
  })

  it('a body that is refused when it is whole leaves nothing, and what was there stays', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    const before = await putText(embedded.store, bucket, 'a', 'first')
    const body = { ...bodyOf('second'), seal: () => Promise.reject(new Error('bad digest')) }
    await expect(embedded.store.objects.put(bucket, 'a', body, { attributes: ATTRIBUTES })).rejects.toThrow(
      'bad digest',
    )
    expect(await bodyFilesIn(embedded.folder)).toEqual([before.segments[0]!.name])
    expect(await readText(embedded.store, embedded.store.objects.get(bucket, 'a'))).toBe('first')
  })

  it('a body of which a later part has been lost or cut off is an error of the store too', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    for (const [key, harm] of [
      ['lost', (path: string) => unlink(path)],
      ['cut', (path: string) => writeFile(path, 'pa')],
    ] as const) {
      const upload = createUpload(store, bucket, key)
      const parts = [
        await store.uploads.putPart(upload, 1, bodyOf('part 1')),
        await store.uploads.putPart(upload, 2, bodyOf('part 2')),
      ]
      const object = await store.uploads.assemble(upload, parts)
      await store.uploads.complete(upload, object, () => undefined)
      await harm(pathOf(folder, store.objects.get(bucket, key).segments[1]!))
      const reading = buffer(await store.read(bucket, key))
      await expect(reading).rejects.toMatchObject({ kind: 'unavailable' })
      await expect(reading).rejects.not.toThrow(folder)
    }
  })
})

describe('a full disk', () => {
  it('is an error of its own, leaves nothing half-made, and takes nothing away', async () => {
    await using embedded = createStore()
    const { store, database, folder } = embedded
    const bucket = newBucket(store)
    await putText(store, bucket, 'a', 'first')
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true }) as number}`)
    const attributes = { ...ATTRIBUTES, metadata: { filler: 'x'.repeat(2000) } }
    const filling = async (): Promise<void> => {
      for (let count = 0; count < 1000; count += 1)
        await store.objects.put(bucket, `b${count}`, bodyOf('x'), { attributes })
    }
    await expect(filling()).rejects.toMatchObject({ kind: 'full' })
    const objects = await Array.fromAsync(store.list(bucket, ''))
    expect(await bodyFilesIn(folder)).toHaveLength(objects.length)
    expect(await text(await store.read(bucket, 'a'))).toBe('first')
  })
})

describe('restart', () => {
  it('objects, metadata and unfinished uploads are there again', async () => {
    await using embedded = createStore()
    const { store, database, folder } = embedded
    const bucket = newBucket(store, { region: 'eu-west-3' })
    const object = await putText(store, bucket, 'a', 'text')
    const upload = createUpload(store, bucket)
    const part = await store.uploads.putPart(upload, 7, bodyOf('part'))
    const again = new EmbeddedObjectStore({ database, folder, durable: false, now: () => 0 })
    expect(again.buckets.get(bucket)).toEqual(store.buckets.get(bucket))
    expect(again.objects.get(bucket, 'a')).toEqual(object)
    expect(again.uploads.get(bucket, 'a', upload.uploadId)).toEqual(upload)
    expect(again.uploads.parts(upload)).toEqual([part])
  })

  it('files that no row names are swept, and they are counted', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const object = await putText(store, bucket, 'a', 'text')
    await store.uploads.putPart(createUpload(store, bucket), 1, bodyOf('part'))
    const kept = await bodyFilesIn(folder)
    for (const digit of ['0', '1', '2'])
      await writeFile(
        join(
          folder,
          object.segments[0]!.name[0]!,
          object.segments[0]!.name[1]!,
          object.segments[0]!.name.slice(0, 31) + digit,
        ),
        'abc',
      )
    const files = (await bodyFilesIn(folder)).length - kept.length
    expect(await store.strayFiles.sweep()).toEqual({ files, bytes: 3 * files })
    expect(new Set(await bodyFilesIn(folder))).toEqual(new Set(kept))
  })

  it('the sweep spares what is being written, and what is not ours', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    await writeFile(join(folder, 'readme.txt'), 'x')
    const writer = store.write(bucket, 'a', { contentType: 'text/plain' })
    await writer.write(Buffer.from('te'))
    expect(await store.strayFiles.sweep()).toEqual(NOTHING)
    await writer.write(Buffer.from('xt'))
    await writer.complete()
    expect(await text(await store.read(bucket, 'a'))).toBe('text')
    expect(await bodyFilesIn(folder)).toContain('readme.txt')
  })

  it('a folder without a body has nothing to sweep', async () => {
    await using embedded = createStore()
    expect(await embedded.store.strayFiles.sweep()).toEqual(NOTHING)
  })
})

describe('conditions', () => {
  it('of many that may only create, one does', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const puts = Array.from({ length: 20 }, (_, index) =>
      store.objects.put(bucket, 'a', bodyOf(`by ${index}`), { attributes: ATTRIBUTES, allow: mayCreate }),
    )
    const outcomes = await Promise.allSettled(puts)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await bodyFilesIn(folder)).toHaveLength(1)
  })
})

describe('copies', () => {
  it('share the bytes and outlive their source', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const source = await putText(store, bucket, 'a', 'text')
    const copy = await store.objects.copy(source, bucket, 'b', { attributes: ATTRIBUTES, checksumAlgorithm: undefined })
    const files = await Promise.all([source, copy].map(({ segments }) => stat(pathOf(folder, segments[0]!))))
    await store.objects.delete(bucket, [{ key: 'a' }])
    expect(new Set(files.map(({ ino }) => ino)).size).toBe(1)
    expect(copy).toMatchObject({ etag: source.etag, checksum: source.checksum })
    expect(await readText(store, store.objects.get(bucket, 'b'))).toBe('text')
  })

  it('have a checksum of another kind where that is asked for', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    const source = await putText(embedded.store, bucket, 'a', 'hello')
    const options = { attributes: ATTRIBUTES, checksumAlgorithm: 'CRC32' as const }
    const copy = await embedded.store.objects.copy(source, bucket, 'b', options)
    expect(copy.checksum).toEqual({ algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'NhCmhg==' })
  })

  it('of what came in parts are in one piece, with the MD5 of all bytes', async () => {
    await using embedded = createStore()
    const { store } = embedded
    const bucket = newBucket(store)
    const upload = createUpload(store, bucket)
    const parts = [
      await store.uploads.putPart(upload, 1, bodyOf('one ')),
      await store.uploads.putPart(upload, 2, bodyOf('two')),
    ]
    const source = await store.uploads.assemble(upload, parts)
    await store.uploads.complete(upload, source)
    const copy = await store.objects.copy(source, bucket, 'b', { attributes: ATTRIBUTES, checksumAlgorithm: undefined })
    expect(source.etag).toMatch(/-2"$/)
    expect(copy).toMatchObject({ etag: `"${md5Of('one two')}"`, parts: undefined, checksum: source.checksum })
    expect(await readText(store, copy)).toBe('one two')
  })

  it('are whole although the source is overwritten meanwhile', async () => {
    await using embedded = createStore()
    const { store } = embedded
    const bucket = newBucket(store)
    const source = await putText(store, bucket, 'a', 'before')
    const copying = store.objects.copy(source, bucket, 'b', { attributes: ATTRIBUTES, checksumAlgorithm: 'SHA256' })
    await putText(store, bucket, 'a', 'after')
    expect(await readText(store, await copying)).toBe('before')
    expect(await bodyFilesIn(embedded.folder)).toHaveLength(2)
  })

  it('onto itself keeps the object', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const source = await putText(store, bucket, 'a', 'text')
    await store.objects.copy(source, bucket, 'a', { attributes: ATTRIBUTES, checksumAlgorithm: undefined })
    expect(await readText(store, store.objects.get(bucket, 'a'))).toBe('text')
    expect(await bodyFilesIn(folder)).toHaveLength(1)
  })

  it('that are refused leave nothing', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const source = await putText(store, bucket, 'a', 'text')
    const copying = store.objects.copy(source, 'no-such-bucket', 'b', {
      attributes: ATTRIBUTES,
      checksumAlgorithm: undefined,
    })
    await expect(copying).rejects.toMatchObject({ kind: 'noSuchBucket' })
    expect(await bodyFilesIn(folder)).toHaveLength(1)
  })
})

describe('segments', () => {
  it('any range is read across them', async () => {
    await using embedded = createStore()
    const { store } = embedded
    const bucket = newBucket(store)
    const upload = createUpload(store, bucket)
    const texts = ['', 'ab', 'c', '', 'defg']
    const parts = await Promise.all(
      texts.map(async (piece, index) => await store.uploads.putPart(upload, index + 1, bodyOf(piece))),
    )
    const object = await store.uploads.assemble(upload, parts)
    await store.uploads.complete(upload, object)
    const ranges = Array.from({ length: 8 }, (_, start) =>
      Array.from({ length: 8 - start }, (__, length) => [start, start + length] as const),
    ).flat()
    const read = await Promise.all(ranges.map(async ([start, end]) => await readText(store, object, start, end)))
    expect(read).toEqual(ranges.map(([start, end]) => 'abcdefg'.slice(start, end)))
  })
})

describe('the clock', () => {
  it('gives Last-Modified, in whole seconds', async () => {
    await using embedded = createStore()
    const bucket = newBucket(embedded.store)
    embedded.setNow(Date.UTC(2027, 4, 6, 7, 8, 9, 999))
    const object = await putText(embedded.store, bucket, 'a', 'text')
    expect(object.lastModifiedAt).toBe(Date.UTC(2027, 4, 6, 7, 8, 9))
  })
})

describe('buckets', () => {
  it('a bucket that is deleted takes its uploads with it', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const upload = createUpload(store, bucket)
    await store.uploads.putPart(upload, 1, bodyOf('part'))
    await store.buckets.delete(bucket)
    expect(store.buckets.find(bucket)).toBeUndefined()
    expect(await bodyFilesIn(folder)).toEqual([])
  })

  it('reset takes everything', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    await putText(store, bucket, 'a', 'text')
    await store.uploads.putPart(createUpload(store, bucket), 1, bodyOf('part'))
    await store.reset()
    expect(store.buckets.all()).toEqual([])
    expect(await bodyFilesIn(folder)).toEqual([])
  })
})

describe('a durable store', () => {
  it('does all that the other does', async () => {
    await using embedded = createStore({ durable: true })
    const { store, folder } = embedded
    const bucket = newBucket(store)
    const bytes = randomBytes(300_000)
    const source = await store.objects.put(bucket, 'a', bodyOf(bytes), { attributes: ATTRIBUTES })
    await store.objects.copy(source, bucket, 'b', { attributes: ATTRIBUTES, checksumAlgorithm: undefined })
    await store.objects.delete(bucket, [{ key: 'a' }])
    expect((await buffer(await store.read(bucket, 'b'))).equals(bytes)).toBe(true)
    expect(await bodyFilesIn(folder)).toHaveLength(1)
  })
})
