import { expect, test } from 'vitest'
import { CountMarks } from '../../../translator/batches/count-marks.ts'

/** A line with a text and the counts 7, 0 and 7. */
const counts = new CountMarks({
  pieces: ['', '', '', '', ''],
  holes: ['text', 'count', 'count', 'count'],
  cut: ['a', '7', '0', '7'],
})
const [one, two, three] = [1, 2, 3].map((index) => Number(counts.toMark(index))) as [number, number, number]

test.each<[string, number, number, { index: number; times: number }[] | undefined]>([
  ['a count is found again', 7, one, [{ index: 1, times: 1 }]],
  ['of equal counts it is told which', 7, three, [{ index: 3, times: 1 }]],
  ['a count of 0 is found in a sum', 14, one + two + three, [1, 2, 3].map((index) => ({ index, times: 1 }))],
  ['a count may be added twice', 14, 2 * one, [{ index: 1, times: 2 }]],
  ['no count is a sum of none', 0, 0, []],
  ['what is always there is no sum', 5, 5, undefined],
  ['a sum and something more is none', 8, one + 1, undefined],
  ['a difference is none', 0, one - three, undefined],
  ['a product is none', 49, one * three, undefined],
])('%s', (_, first, marked, sum) => {
  expect(counts.toSum(first, marked)).toEqual(sum)
})
