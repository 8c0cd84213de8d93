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

test('counts together what clients choose too many names for, in each line once', () => {
  const summary = new LossSummary()

  for (let index = 0; index < 2000; index += 1) summary.add([loss(`name-${index}`), loss(`also-${index}`)])
  summary.add([loss('name-0'), loss('new', { action: 'changed' })])

  const list = summary.toList()
  expect(list).toHaveLength(1002)
  expect(list[0]).toMatchObject({ param: 'name-0', lines: 2 })
  expect(list.slice(1000)).toEqual([
    { param: 'others', action: 'dropped', why: 'Beyond 1000 kinds, losses are counted together.', lines: 1500 },
    { param: 'others', action: 'changed', why: 'Beyond 1000 kinds, losses are counted together.', lines: 1 },
  ])
})
