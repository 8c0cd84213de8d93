import { describe, expect, test } from 'vitest'
import { familyOf } from '../../../translator/formats/models/index.ts'
import { priceOf } from '../../../translator/cost/price.ts'
import prices from '../../../translator/cost/prices.json' with { type: 'json' }

test.each([
  ['amazon.nova-lite-v1:0', { input: 0.03, output: 0.12 }],
  ['us.amazon.nova-lite-v1:0', { input: 0.03, output: 0.12 }],
  ['us.amazon.nova-2-lite-v1:0', { input: 0.165, output: 1.375 }],
  ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0', { input: 0.03, output: 0.12 }],
  ['arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-2-lite-v1:0', { input: 0.165, output: 1.375 }],
])('a batch of %s costs %o', (modelId, price) => {
  expect(priceOf(modelId)).toEqual(price)
})

test('calls on demand have their own price', () => {
  expect(priceOf('amazon.nova-lite-v1:0', 'onDemand')).toEqual({ input: 0.06, output: 0.24 })
})

test.each([
  'cohere.command-r-v9:9',
  'anthropic.claude-opus-4-6-v1',
  'toString',
  '__proto__',
  'arn:aws:bedrock:us-east-1:1:application-inference-profile/abc',
])('an unknown price is null: %s', (modelId) => {
  expect(priceOf(modelId)).toBeNull()
})

describe('every row', () => {
  test.each(Object.entries(prices.models))('%s belongs to a family and is nothing below 0', (modelId, row) => {
    expect(familyOf(modelId)).toBeDefined()
    for (const figure of Object.values(row)) expect(figure === null || figure >= 0).toBe(true)
    expect(row.batchInput ?? 0).toBeLessThanOrEqual(row.input ?? Infinity)
  })
})
