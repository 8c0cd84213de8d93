import { expect, test } from 'vitest'
import { LossSummary } from '../../../translator/batches/loss-summary.ts'
import type { Loss } from '../../../translator/loss-report.ts'

const loss = (param: string, others: Partial<Loss> = {}): Loss => ({ param, action: 'dropped', why: 'w', ...others })

test('counts the lines that lost the same, wherever it stood', () => {
  const summary = new LossSummary()

  summary.add([loss('tools[0].strict'), loss('tools[1].strict')])
  summary.add([loss('tools[7].strict')])
  summary.add([])

  expect(summary.toList()).toEqual([{ param: 'tools[].strict', action: 'dropped', why: 'w', lines: 2 }])
})

test('tells losses of another kind apart, in their order', () => {
  const summary = new LossSummary()

  summary.add([loss('b'), loss('a'), loss('a', { action: 'changed' }), loss('a', { why: 'v' })])

  expect(summary.toList().map(({ param, action, why, lines }) => [param, action, why, lines])).toEqual([
    ['b', 'dropped', 'w', 1],
    ['a', 'dropped', 'w', 1],
    ['a', 'changed', 'w', 1],
    ['a', 'dropped', 'v', 1],
  ])
})

test('is bounded where clients choose the names', () => {
  const summary = new LossSummary()

  for (let index = 0; index < 2000; index += 1) summary.add([loss(`name-${index}`)])

  expect(summary.toList().length).toBe(1000)
})
