import { expect, test } from 'vitest'
import { javaKeyOrder } from '../../../../emulator/responders/malformed-input/java-json.ts'

test('names come in the order of a Java HashMap, as AWS printed them', () => {
  expect(javaKeyOrder(['anthropic_version', 'max_tokens', 'messages', 'system'])).toEqual([
    'system',
    'max_tokens',
    'messages',
    'anthropic_version',
  ])
  expect(javaKeyOrder(['messages', 'inferenceConfig', 'toolConfig'])).toEqual([
    'toolConfig',
    'inferenceConfig',
    'messages',
  ])
})

test('names that meet in one bucket keep their order', () => {
  expect(javaKeyOrder(['truncate', 'texts', 'input_type'])).toEqual(['truncate', 'texts', 'input_type'])
  expect(javaKeyOrder(['texts', 'truncate', 'input_type'])).toEqual(['texts', 'truncate', 'input_type'])
})

test('more than twelve names spread over more buckets', () => {
  const fillers = Array.from({ length: 11 }, (_, index) => `a${index}`)
  const twelve = javaKeyOrder(['max_tokens', 'system', ...fillers.slice(1)])
  expect(twelve.indexOf('system')).toBeLessThan(twelve.indexOf('max_tokens'))
  const thirteen = javaKeyOrder(['system', 'max_tokens', ...fillers])
  expect(thirteen.indexOf('max_tokens')).toBeLessThan(thirteen.indexOf('system'))
  expect(thirteen).toHaveLength(13)
})
