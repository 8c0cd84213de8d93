import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, shuffle } from '../../emulator/random.ts'

const ascending = (a: number, b: number): number => a - b

test('the same seeds give the same numbers, others give others', () => {
  const numbers = (...seeds: (string | number)[]): number[] => {
    const random = createRandom(...seeds)
    return Array.from({ length: 5 }, () => random.fraction())
  }
  expect(numbers('a', 1)).toEqual(numbers('a', 1))
  expect(numbers('a', 1)).not.toEqual(numbers('a', 2))
  expect(numbers('a1')).not.toEqual(numbers('a', 1))
})

test('whole numbers stay below their bound and reach every value', () => {
  const random = createRandom('dice')
  const seen = new Set(Array.from({ length: 1000 }, () => random.integer(6)))
  expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
})

test('a shuffle keeps every item and moves them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const shuffled = shuffle(items, createRandom(seed))
      expect(shuffled.toSorted(ascending)).toEqual(items.toSorted(ascending))
    }),
  )
  const items = Array.from({ length: 50 }, (_, index) => index)
  expect(shuffle(items, createRandom('x'))).not.toEqual(items)
})
