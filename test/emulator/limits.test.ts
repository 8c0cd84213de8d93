import { expect, test } from 'vitest'
import { Limits, RELAXABLE_RULES } from '../../emulator/limits.ts'

test('a job takes 100 to 50,000 records unless its model has figures of its own', () => {
  const limits = new Limits()
  expect(limits.quotasOf('anthropic.claude-3-haiku-20240307-v1:0')).toMatchObject({
    minRecords: 100,
    maxRecords: 50_000,
  })
  expect(limits.quotasOf('amazon.titan-embed-text-v2:0')).toMatchObject({ minRecords: 100, maxRecords: 100_000 })
  expect(limits.quotasOf('meta.llama4-scout-17b-instruct-v1:0')).toMatchObject({ minRecords: 50, maxRecords: 50_000 })
})

test('configured figures hold for every model', () => {
  expect(new Limits([], { maxRecords: 7 }).quotasOf('amazon.titan-embed-text-v2:0').maxRecords).toBe(7)
})

test('a relaxed rule has no figure, whatever is configured, and the others keep theirs', () => {
  const quotas = new Limits(['minRecords'], { minRecords: 7 }).quotasOf('amazon.nova-lite-v1:0')
  expect(quotas).toMatchObject({ minRecords: 0, maxRecords: 50_000 })
})

test('all rules relaxed leave no bound', () => {
  const { minRecords, ...others } = new Limits(RELAXABLE_RULES).quotasOf('amazon.nova-lite-v1:0')
  expect(minRecords).toBe(0)
  expect(new Set(Object.values(others))).toEqual(new Set([Infinity]))
})
