import { describe, expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { checkSquare } from '../../fixtures/check-square.ts'
import { loadSquares } from '../../fixtures/load.ts'

const squares = loadSquares(fileURLToPath(new URL('../../fixtures/families', import.meta.url)))

describe.each(squares)('the square $name', (square) => {
  test('holds', async () => {
    expect(await checkSquare(square)).toEqual([])
  })

  test('has two sides at least', () => {
    const sides = [
      square.inOpenai,
      square.inBedrock ?? square.inErrors,
      square.outBedrock,
      square.outOpenai ?? square.outErrors,
    ]
    expect(sides.filter((side) => side !== undefined).length).toBeGreaterThanOrEqual(2)
  })
})
