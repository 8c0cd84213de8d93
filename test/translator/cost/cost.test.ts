import { expect, test } from 'vitest'
import { BatchCost, costOf, tokensOfLine } from '../../../translator/cost/cost.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

const PRICE = { input: 2, output: 10 }
const line = (usage: Json, status = 200): JsonObject => ({
  response: { status_code: status, body: { usage } },
  error: null,
})

test.each<[string, JsonObject, { input: number; output: number } | undefined]>([
  ['a completion', line({ prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 }), { input: 5, output: 3 }],
  ['embeddings', line({ prompt_tokens: 5, total_tokens: 5 }), { input: 5, output: 0 }],
  ['a line without usage', line(null), undefined],
  ['embeddings of a model that does not count', line({ prompt_tokens: 0, total_tokens: 0 }), undefined],
  ['a line that failed', line(null, 400), { input: 0, output: 0 }],
  ['a line that never ran', { response: null, error: { code: 'batch_expired' } }, { input: 0, output: 0 }],
])('the tokens of %s', (_name, value, tokens) => {
  expect(tokensOfLine(value)).toEqual(tokens)
})

test('dollars are tokens by price, by million', () => {
  expect(costOf({ input: 1_000_000, output: 500_000 }, PRICE)).toBe(7)
})

test('what is not known costs null, not 0', () => {
  expect(costOf({ input: 1, output: 1 }, null)).toBeNull()
  expect(costOf(undefined, PRICE)).toBeNull()
})

test('a batch is the sum of its records, and unknown as soon as one record is', () => {
  const batch = new BatchCost(PRICE)
  batch.add({ input: 1_000_000, output: 0 })
  batch.add({ input: 0, output: 1_000_000 })
  expect(batch.tokens).toEqual({ input: 1_000_000, output: 1_000_000 })
  expect(batch.dollars).toBe(12)
  batch.add(undefined)
  expect(batch.dollars).toBeNull()
  expect(batch.unknownRecords).toBe(1)
})
