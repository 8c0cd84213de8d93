import { expect, test } from 'vitest'
import { nearestEffort, type Effort } from '../../../translator/chat/efforts.ts'
import { LossReport } from '../../../translator/loss-report.ts'

test.each<[string, Effort[], Effort]>([
  ['low', ['low', 'high'], 'low'],
  ['minimal', ['low', 'high'], 'low'],
  ['medium', ['low', 'high'], 'low'],
  ['xhigh', ['low', 'high'], 'high'],
  ['xhigh', ['low', 'high', 'max'], 'high'],
  ['max', ['low', 'max'], 'max'],
  ['low', ['medium', 'high'], 'medium'],
])('the effort %s is, of %j, %s, and said where it is another', (asked, efforts, expected) => {
  const report = new LossReport('error')
  expect(nearestEffort(asked, efforts, report)).toBe(expected)
  expect(report.losses.map(({ param }) => param)).toEqual(asked === expected ? [] : ['reasoning_effort'])
})
