import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObjectStore } from '../../emulator/object-store/object-store.ts'

export interface StoreUnderTest extends AsyncDisposable {
  store: ObjectStore
  /** Makes a bucket that no other test has, and returns its name. */
  newBucket(options?: { region: string }): string
}

const OCTETS = { contentType: 'application/octet-stream' }

async function put(store: ObjectStore, bucket: string, key: string, ...pieces: (string | Uint8Array)[]): Promise<void> {
  const writer = store.write(bucket, key, OCTETS)
  for (const piece of pieces) await writer.write(Buffer.from(piece as string))
  await writer.complete()
}

async function keysOf(store: ObjectStore, bucket: string, prefix = ''): Promise<string[]> {
  const objects = await Array.fromAsync(store.list(bucket, prefix))
  return objects.map(({ key }) => key)
}

/** What every adapter of the port does. */
export function describeObjectStore(open: () => Promise<StoreUnderTest>): void {
  describe('as the port of the job engine', () => {
    let opened: StoreUnderTest
    let store: ObjectStore
    beforeAll(async () => {
      opened = await open()
      store = opened.store
    })
    afterAll(async () => await opened[Symbol.asyncDispose]())

    describe('writing', () => {
      it('an object is the pieces that were written, in their order', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'one ', '', 'two ', 'three')
        const body = await buffer(await store.read(bucket, 'a'))
        expect(body.toString()).toBe('one two three')
      })

      it('an object without a byte exists', async () => {
        const bucket = opened.newBucket()
        await store.write(bucket, 'empty', OCTETS).complete()
        expect(await store.head(bucket, 'empty')).toMatchObject({ key: 'empty', size: 0 })
        expect(await buffer(await store.read(bucket, 'empty'))).toHaveLength(0)
      })

      it('an object of more than one part is whole', async () => {
        const bucket = opened.newBucket()
        const pieces = Array.from({ length: 13 }, () => randomBytes(1024 * 1024))
        await put(store, bucket, 'large', ...pieces)
        const whole = Buffer.concat(pieces)
        expect(await store.head(bucket, 'large')).toMatchObject({ size: whole.length })
        expect((await buffer(await store.read(bucket, 'large'))).equals(whole)).toBe(true)
        expect(
          (await buffer(await store.read(bucket, 'large', { start: 9_000_000 }))).equals(whole.subarray(9_000_000)),
        ).toBe(true)
      })

      it('nothing is visible before the object is complete', async () => {
        const bucket = opened.newBucket()
        const writer = store.write(bucket, 'a', OCTETS)
        await writer.write(Buffer.from('half'))
        const before = await keysOf(store, bucket)
        await writer.complete()
        expect(before).toEqual([])
        expect(await keysOf(store, bucket)).toEqual(['a'])
      })

      it('an aborted object never appears, and what was there before stays', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'first')
        const writer = store.write(bucket, 'a', OCTETS)
        await writer.write(randomBytes(6 * 1024 * 1024))
        await writer.abort()
        expect((await buffer(await store.read(bucket, 'a'))).toString()).toBe('first')
      })

      it('abort is allowed before the first write and more than once', async () => {
        const bucket = opened.newBucket()
        const writer = store.write(bucket, 'a', OCTETS)
        await writer.abort()
        await writer.abort()
        expect(await keysOf(store, bucket)).toEqual([])
      })

      it('abort after completion does not take the object away', async () => {
        const bucket = opened.newBucket()
        const writer = store.write(bucket, 'a', OCTETS)
        await writer.write(Buffer.from('done'))
        await writer.complete()
        await writer.abort()
        expect((await buffer(await store.read(bucket, 'a'))).toString()).toBe('done')
      })

      it('a piece may be reused by its writer as soon as it has been taken', async () => {
        const bucket = opened.newBucket()
        const piece = Buffer.from('a')
        const writer = store.write(bucket, 'a', OCTETS)
        await writer.write(piece)
        piece.write('b')
        await writer.write(piece)
        await writer.complete()
        expect((await buffer(await store.read(bucket, 'a'))).toString()).toBe('ab')
      })

      it('opening a writer to a missing bucket fails nothing, completing it does', async () => {
        const writer = store.write('no-such-bucket', 'a', OCTETS)
        const writing = writer.write(Buffer.from('x')).then(() => writer.complete())
        await expect(writing).rejects.toMatchObject({ kind: 'noSuchBucket' })
        await writer.abort()
      })

      it('a large object fails in a missing bucket without being stuck', async () => {
        const writer = store.write('no-such-bucket', 'a', OCTETS)
        const piece = randomBytes(1024 * 1024)
        const writing = (async () => {
          for (let written = 0; written < 40; written += 1) await writer.write(piece)
          await writer.complete()
        })()
        await expect(writing).rejects.toMatchObject({ kind: 'noSuchBucket' })
        await writer.abort()
      })

      it('the last of two writers of one key wins as a whole', async () => {
        const bucket = opened.newBucket()
        const [first, second] = [store.write(bucket, 'a', OCTETS), store.write(bucket, 'a', OCTETS)]
        await Promise.all([first.write(Buffer.from('1111')), second.write(Buffer.from('2222'))])
        await second.complete()
        await first.complete()
        expect((await buffer(await store.read(bucket, 'a'))).toString()).toBe('1111')
      })
    })

    describe('reading', () => {
      it('head tells size and quoted ETag', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'hello')
        expect(await store.head(bucket, 'a')).toEqual({ key: 'a', size: 5, etag: '"5d41402abc4b2a76b9719d911017c592"' })
      })

      it('starts where it is told to', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'hello')
        const body = await buffer(await store.read(bucket, 'a', { start: 4 }))
        expect(body.toString()).toBe('o')
      })

      it('succeeds with the ETag that the object has', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'hello')
        const { etag } = await store.head(bucket, 'a')
        const body = await buffer(await store.read(bucket, 'a', { start: 1, etag }))
        expect(body.toString()).toBe('ello')
      })

      it('fails as changed with the ETag that the object had', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'hello')
        const { etag } = await store.head(bucket, 'a')
        await put(store, bucket, 'a', 'other')
        await expect(store.read(bucket, 'a', { etag })).rejects.toMatchObject({ kind: 'changed' })
      })

      it('a reader that has begun gets the object that it began with', async () => {
        const bucket = opened.newBucket()
        const before = randomBytes(3 * 1024 * 1024)
        await put(store, bucket, 'a', before)
        const stream = await store.read(bucket, 'a')
        await put(store, bucket, 'a', 'after')
        expect((await buffer(stream)).equals(before)).toBe(true)
      })

      it('a missing key and a missing bucket are told apart', async () => {
        const bucket = opened.newBucket()
        await expect(store.head(bucket, 'a')).rejects.toMatchObject({ kind: 'noSuchKey' })
        await expect(store.read(bucket, 'a')).rejects.toMatchObject({ kind: 'noSuchKey' })
        await expect(store.head('no-such-bucket', 'a')).rejects.toMatchObject({ kind: 'noSuchBucket' })
        await expect(store.read('no-such-bucket', 'a')).rejects.toMatchObject({ kind: 'noSuchBucket' })
      })

      it('any key is read back: spaces, plus, percent, dots, slashes, other scripts', async () => {
        const bucket = opened.newBucket()
        const keys = [
          'a b',
          'a+b',
          'a%20b',
          '../x',
          './x',
          'a//b',
          '/a',
          'a/',
          'ключ/鍵/🔑',
          'v1/files',
          "!-_.*'()",
          '&<>"',
        ]
        for (const key of keys) await put(store, bucket, key, key)
        for (const key of keys) expect((await buffer(await store.read(bucket, key))).toString()).toBe(key)
        expect(new Set(await keysOf(store, bucket))).toEqual(new Set(keys))
      })
    })

    describe('listing', () => {
      it('keys come in the order of their UTF-8 bytes', async () => {
        const bucket = opened.newBucket()
        const inOrder = ['A', 'a', 'a!', 'a/b', 'aa', 'é', '\u{ff41}', '\u{1f600}']
        for (const key of inOrder.toReversed()) await put(store, bucket, key, 'x')
        expect(await keysOf(store, bucket)).toEqual(inOrder)
      })

      it('a prefix is taken literally', async () => {
        const bucket = opened.newBucket()
        for (const key of ['a%b', 'a_b', 'axb', 'a%', 'b']) await put(store, bucket, key, 'x')
        expect(await keysOf(store, bucket, 'a%')).toEqual(['a%', 'a%b'])
      })

      it('objects come with size and ETag', async () => {
        const bucket = opened.newBucket()
        await put(store, bucket, 'a', 'hello')
        const objects = await Array.fromAsync(store.list(bucket, ''))
        expect(objects).toEqual([{ key: 'a', size: 5, etag: '"5d41402abc4b2a76b9719d911017c592"' }])
      })

      it('an empty bucket has nothing and a missing one is an error', async () => {
        expect(await keysOf(store, opened.newBucket())).toEqual([])
        await expect(keysOf(store, 'no-such-bucket')).rejects.toMatchObject({ kind: 'noSuchBucket' })
      })
    })

    describe('buckets', () => {
      it('the region is the one that the bucket was made in', async () => {
        expect(await store.bucketRegion(opened.newBucket({ region: 'eu-west-3' }))).toBe('eu-west-3')
        expect(await store.bucketRegion(opened.newBucket())).toBe('us-east-1')
      })

      it('a missing bucket has no region', async () => {
        await expect(store.bucketRegion('no-such-bucket')).rejects.toMatchObject({ kind: 'noSuchBucket' })
      })
    })
  })
}
