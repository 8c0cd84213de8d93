import { expect, it } from 'vitest'
import { PIECE_BYTES, PieceMemory } from '../../../emulator/object-store/piece-memory.ts'

it('many who hold pieces for long need little memory', () => {
  const memory = new PieceMemory()
  const pieces = Array.from({ length: 128 }, () => memory.take())
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)
  expect(bytes).toBeLessThanOrEqual(16 * 1024 * 1024)
})

it('a piece that was given back is used again, by one at a time', () => {
  const memory = new PieceMemory()
  const [first, second] = [memory.take(), memory.take()]
  expect(first.bytes.buffer).not.toBe(second.bytes.buffer)
  first.giveBack()
  expect(memory.take().bytes.buffer).toBe(first.bytes.buffer)
  expect(memory.take().bytes).toHaveLength(PIECE_BYTES)
})

it('who wants little gets no more', () => {
  expect(new PieceMemory().take(1000).bytes).toHaveLength(1000)
})
