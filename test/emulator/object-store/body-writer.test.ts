import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BodyWriter, type BodyFile } from '../../../emulator/object-store/body-writer.ts'
import { HashThread } from '../../../emulator/object-store/hash-thread.ts'
import { Hashing } from '../../../emulator/object-store/hashing.ts'
import { PIECE_BYTES, PieceMemory } from '../../../emulator/object-store/piece-memory.ts'
import { createChecksum } from '../../../emulator/wire/checksum.ts'
import { SILENT_WORKER } from '../../support/workers.ts'
import { md5Of } from '../../support/put-text.ts'

async function createFile(): Promise<{ path: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'test-body-'))
  return { path: join(folder, 'body'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const hashing = new Hashing()
afterAll(async () => await hashing.close())
const memory = new PieceMemory()

const fileAt = (path: string): BodyFile => ({
  open: () => open(path, 'w'),
  flush: async () => undefined,
  remove: () => rm(path, { force: true }),
})
const writerTo = (path: string): BodyWriter => new BodyWriter('name', fileAt(path), { memory, hashing }, ['CRC64NVME'])

describe('a body writer', () => {
  it('writes pieces in their order even when nobody waits for them', async () => {
    await using file = await createFile()
    const writer = writerTo(file.path)
    const pieces = ['a', 'b', 'c'].map((letter) => letter.repeat(5 * PIECE_BYTES + 1))
    for (const piece of pieces) void writer.write(Buffer.from(piece))
    const md5 = Buffer.from(md5Of(pieces.join('')), 'hex')
    expect(await writer.finish()).toMatchObject({ name: 'name', size: 15 * PIECE_BYTES + 3, md5 })
    expect((await readFile(file.path, 'latin1')) === pieces.join('')).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')('says that the disk is full, and that only', async () => {
    const writer = new BodyWriter(
      'name',
      { ...fileAt('/dev/full'), remove: async () => undefined },
      { memory, hashing },
    )
    await writer.write(Buffer.from('x'))
    await expect(writer.finish()).rejects.toMatchObject({ kind: 'full' })
    await writer.discard()
  })

  it.skipIf(process.platform !== 'linux')('says so in the middle of a large body', async () => {
    const writer = new BodyWriter(
      'name',
      { ...fileAt('/dev/full'), remove: async () => undefined },
      { memory, hashing },
    )
    const writing = (async () => {
      for (;;) await writer.write(Buffer.alloc(PIECE_BYTES))
    })()
    await expect(writing).rejects.toMatchObject({ kind: 'full' })
    await writer.discard()
  })

  it('says that the store is not available when its folder is gone', async () => {
    const writer = writerTo('/nowhere/at/all')
    await writer.write(Buffer.from('x'))
    await expect(writer.finish()).rejects.toMatchObject({ kind: 'unavailable' })
    await writer.discard()
  })

  it('takes large pieces bit by bit, and stops when it is discarded', async () => {
    await using file = await createFile()
    const thread = new HashThread(SILENT_WORKER)
    const own = new PieceMemory()
    const writer = new BodyWriter('name', fileAt(file.path), { memory: own, hashing: new Hashing(() => thread) })
    await writer.write(Buffer.alloc(PIECE_BYTES))
    const writing = writer.write(Buffer.alloc(100 * PIECE_BYTES))
    const [outcome] = await Promise.allSettled([writing, writer.discard(), thread.close()])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'the body is closed' } })
    const all = Array.from({ length: 16 }, () => own.take().bytes.length)
    expect(all).toEqual(Array.from({ length: 16 }, () => PIECE_BYTES))
  })

  it('takes nothing once it has been discarded', async () => {
    await using file = await createFile()
    const writer = writerTo(file.path)
    await writer.write(Buffer.from('x'))
    await writer.discard()
    await expect(writer.write(Buffer.from('y'))).rejects.toThrow('closed')
    await expect(readFile(file.path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('makes no file for nothing', async () => {
    await using file = await createFile()
    const writer = writerTo(file.path)
    await writer.write(Buffer.alloc(0))
    expect(await writer.finish()).toMatchObject({ size: 0 })
    await expect(readFile(file.path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 5])(
    'has the digests of all bytes, however many: %i',
    async (size) => {
      await using file = await createFile()
      const bytes = randomBytes(size)
      const writer = writerTo(file.path)
      for (let offset = 0; offset < size; offset += 70_000) await writer.write(bytes.subarray(offset, offset + 70_000))
      const { md5, digests } = await writer.finish()
      const crc = createChecksum('CRC64NVME')
      crc.update(bytes)
      expect(md5.toString('hex')).toBe(md5Of(bytes))
      expect(Buffer.from(digests.get('CRC64NVME')!)).toEqual(await crc.digest())
      expect(size === 0 || (await readFile(file.path)).equals(bytes)).toBe(true)
    },
  )

  it('takes bytes that are written over afterwards', async () => {
    await using file = await createFile()
    const writer = writerTo(file.path)
    const buffer = Buffer.alloc(PIECE_BYTES + 10, 'a')
    await writer.write(buffer)
    buffer.fill('b')
    await writer.write(buffer)
    await writer.finish()
    const expected = 'a'.repeat(buffer.length) + 'b'.repeat(buffer.length)
    expect((await readFile(file.path, 'latin1')) === expected).toBe(true)
  })

  it('holds no memory once it was flushed', async () => {
    await using file = await createFile()
    const own = new PieceMemory()
    const writer = new BodyWriter('name', fileAt(file.path), { memory: own, hashing })
    await writer.write(Buffer.from('one '))
    await writer.flush()
    expect(await readFile(file.path, 'utf8')).toBe('one ')
    const lent = Array.from({ length: 16 }, () => own.take())
    expect(lent.map(({ bytes }) => bytes.length)).toEqual(lent.map(() => PIECE_BYTES))
    await writer.write(Buffer.from('two'))
    expect(await writer.finish()).toMatchObject({ size: 7, md5: Buffer.from(md5Of('one two'), 'hex') })
    expect(await readFile(file.path, 'utf8')).toBe('one two')
  })

  it('takes no more than it can pass on to the hashes', async () => {
    await using file = await createFile()
    const thread = new HashThread(SILENT_WORKER)
    const writer = new BodyWriter('name', fileAt(file.path), { memory, hashing: new Hashing(() => thread) })
    const piece = Buffer.alloc(PIECE_BYTES)
    await writer.write(piece)
    await writer.write(piece)
    const waiting = writer.write(piece)
    await thread.close()
    await expect(waiting).rejects.toThrow('the thread that hashes bodies has ended')
    await writer.discard()
  })
})
