import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { EmbeddedObjectStore } from '../../../emulator/object-store/embedded-object-store.ts'
import { fileNames } from '../../../emulator/object-store/file-names.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { fillTable } from '../../support/fill-table.ts'
import { ATTRIBUTES, bodyOf, putText } from '../../support/put-text.ts'
import { createStore, type EmbeddedStore } from '../../support/s3-server.ts'

/** A bucket with so many objects, whose keys begin with `m`, that their names are read in several turns. */
async function manyObjects({ store, database }: EmbeddedStore, count = 5000): Promise<string> {
  const bucket = newBucket(store)
  await putText(store, bucket, 'm', 'text')
  const key = "printf('m%06d', n)"
  fillTable(database, 'objects', count, { key })
  fillTable(database, 'segments', count, { key, name: "printf('%032d', n)" })
  return bucket
}

async function uploadOnePart(store: EmbeddedObjectStore, bucket: string, key: string): Promise<() => Promise<void>> {
  const checksum = { algorithm: 'CRC64NVME' as const, type: 'FULL_OBJECT' as const, isRequested: false }
  const upload = store.uploads.create({ bucket, key, attributes: ATTRIBUTES, checksum })
  const part = await store.uploads.putPart(upload, 1, bodyOf('part'))
  return async () => await store.uploads.complete(upload, await store.uploads.assemble(upload, [part]))
}

describe('a sweep that goes on while requests are answered', () => {
  test('takes nothing that is put, copied or completed meanwhile', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = await manyObjects(embedded, 30_000)
    const complete = await uploadOnePart(store, bucket, 'a-completed')
    const sweeping = store.strayFiles.sweep()
    const ended = new AbortController()
    void sweeping.then(() => ended.abort())
    const source = store.objects.get(bucket, 'm')
    const keys: string[] = []
    for (let count = 0; !ended.signal.aborted; count += 1) {
      await putText(store, bucket, `a-put-${count}`, 'text')
      await store.objects.copy(source, bucket, `a-copy-${count}`, {
        attributes: ATTRIBUTES,
        checksumAlgorithm: undefined,
      })
      keys.push(`a-put-${count}`, `a-copy-${count}`)
      if (count === 0) await complete()
    }
    expect(keys.length).toBeGreaterThan(2)
    expect(await sweeping).toEqual({ files: 0, bytes: 0 })
    for (const key of [...keys, 'a-completed'])
      expect(await text(await store.read(bucket, key))).toBe(key === 'a-completed' ? 'part' : 'text')
    expect(await bodyFilesIn(folder)).toHaveLength(keys.length + 2)
  })

  test('is followed by that of a reset, which leaves nothing', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = await manyObjects(embedded)
    await uploadOnePart(store, bucket, 'a')
    const sweeping = store.strayFiles.sweep()
    await Promise.all([sweeping, store.reset()])
    expect(await bodyFilesIn(folder)).toEqual([])
  })

  test('leaves what somebody reads, though no object has it any more, and counts it not', async () => {
    await using embedded = createStore()
    const { store, folder } = embedded
    const bucket = newBucket(store)
    await putText(store, bucket, 'a', 'text')
    const reading = await store.read(bucket, 'a')
    await store.objects.delete(bucket, [{ key: 'a' }])
    expect(await store.strayFiles.sweep()).toEqual({ files: 0, bytes: 0 })
    expect(await text(reading)).toBe('text')
    await expect.poll(() => bodyFilesIn(folder)).toEqual([])
  })
})

/** At every moment between what is read at a time, beginning before the first. */
test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'the name of a part that becomes an object after %i readings of names is among them',
  async (moment) => {
    await using embedded = createStore()
    const { store, database } = embedded
    const bucket = await manyObjects(embedded)
    const complete = await uploadOnePart(store, bucket, 'a')
    const names: string[] = []
    let readings = 0
    for (const page of fileNames(database)) {
      if (readings === moment) await complete()
      names.push(...page)
      readings += 1
    }
    expect(names).toContain(store.objects.get(bucket, 'a').segments[0]!.name)
    expect(new Set(names).size).toBe(5002)
  },
)
