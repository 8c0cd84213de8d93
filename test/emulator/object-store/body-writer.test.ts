import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BodyWriter } from '../../../emulator/object-store/body-writer.ts'
import { md5Of } from '../../support/put-text.ts'

async function createFile(): Promise<{ path: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'test-body-'))
  return { path: join(folder, 'body'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const writerTo = (path: string): BodyWriter =>
  new BodyWriter('name', {
    open: () => open(path, 'w'),
    flush: async () => undefined,
    remove: () => rm(path, { force: true }),
  })

describe('a body writer', () => {
  it('writes pieces in their order even when nobody waits for them', async () => {
    await using file = await createFile()
    const writer = writerTo(file.path)
    await Promise.all(['one ', 'two ', 'three'].map(async (piece) => await writer.write(Buffer.from(piece))))
    expect(await writer.finish()).toEqual({ name: 'name', size: 13, md5: Buffer.from(md5Of('one two three'), 'hex') })
    expect(await readFile(file.path, 'utf8')).toBe('one two three')
  })

  it.skipIf(process.platform !== 'linux')('says that the disk is full, and that only', async () => {
    const writer = new BodyWriter('name', {
      open: () => open('/dev/full', 'w'),
      flush: async () => undefined,
      remove: async () => undefined,
    })
    await expect(writer.write(Buffer.from('x'))).rejects.toMatchObject({ kind: 'full' })
    await writer.discard()
  })

  it('says that the store is not available when its folder is gone', async () => {
    const writer = writerTo('/nowhere/at/all')
    await expect(writer.write(Buffer.from('x'))).rejects.toMatchObject({ kind: 'unavailable' })
    await writer.discard()
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
})
