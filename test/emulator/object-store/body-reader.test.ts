import { randomBytes } from 'node:crypto'
import { openSync, writeFileSync } from 'node:fs'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BodyReader } from '../../../emulator/object-store/body-reader.ts'
import { toFileRanges } from '../../../emulator/object-store/file-ranges.ts'
import { PIECE_BYTES, PieceMemory } from '../../../emulator/object-store/piece-memory.ts'
import { temporaryFolder } from '../../support/store.ts'

/** Files with random bytes, and readers of them. */
function createFiles(...sizes: number[]) {
  const folder = temporaryFolder()
  const contents = sizes.map((size) => randomBytes(size))
  const segments = contents.map((content, index) => {
    writeFileSync(join(folder.path, `${index}`), content)
    return { name: `${index}`, size: content.length }
  })
  const memory = new PieceMemory()
  const released: string[] = []
  const pathOf = (name: string): string => join(folder.path, name)
  const reader = (start: number, end: number): BodyReader =>
    new BodyReader(toFileRanges(segments, start, end), {
      memory,
      open: ({ name }) => openSync(pathOf(name), 'r'),
      release: () => void released.push('released'),
    })
  return { bytes: Buffer.concat(contents), memory, released, pathOf, reader, [Symbol.dispose]: folder[Symbol.dispose] }
}

async function readAll(reader: BodyReader): Promise<Buffer> {
  const copies: Buffer[] = []
  for (let piece = await reader.next(); piece !== undefined; piece = await reader.next())
    copies.push(Buffer.from(piece))
  await reader.close()
  return Buffer.concat(copies)
}

it.each([
  [0, 0],
  [0, 1],
  [0, 3_100_000],
  [999_999, 1_000_001],
  [1_000_000, 1_000_010],
  [3, 3_099_990],
])('reads the bytes from %i to %i of files in a row', async (start, end) => {
  using files = createFiles(1_000_000, 10, 2_099_990)
  expect((await readAll(files.reader(start, end))).equals(files.bytes.subarray(start, end))).toBe(true)
  expect(files.released).toEqual(['released'])
})

it('knows when it has handed out the last piece', async () => {
  using files = createFiles(PIECE_BYTES + 1)
  const reader = files.reader(0, PIECE_BYTES + 1)
  await reader.next()
  expect(reader.isAtEnd).toBe(false)
  await reader.next()
  expect(reader.isAtEnd).toBe(true)
  await reader.close()
})

it('gives all memory back when it is closed in the middle', async () => {
  using files = createFiles(10 * PIECE_BYTES)
  for (let round = 0; round < 20; round += 1) {
    const reader = files.reader(0, 10 * PIECE_BYTES)
    await reader.next()
    await reader.close()
    await reader.close()
  }
  expect(files.memory.take().bytes).toHaveLength(PIECE_BYTES)
  expect(files.released).toHaveLength(20)
})

it('refuses a file that is cut off while it is read', async () => {
  using files = createFiles(2 * PIECE_BYTES)
  const reader = files.reader(0, 2 * PIECE_BYTES)
  await truncate(files.pathOf('0'), PIECE_BYTES)
  await expect(readAll(reader)).rejects.toThrow('a body is shorter than its object')
})
