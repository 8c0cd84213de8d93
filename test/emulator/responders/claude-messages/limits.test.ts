import { expect, test } from 'vitest'
import { SONNET_3_7, checkClaude, says, text, tool, type ClaudeRefusal } from '../../../support/claude-records.ts'
import { objectFrom, refused } from '../../../support/responders.ts'

const cached = (words: string) => ({ ...text(words), cache_control: { type: 'ephemeral' } })

const REFUSALS: ClaudeRefusal[] = [
  [
    'more tokens than the model has',
    { max_tokens: 64_001 },
    'The maximum tokens you requested exceeds the model limit of 64000',
  ],
  [
    'a blank stop sequence',
    { stop_sequences: ['a', '\n'] },
    'stop_sequences: each stop sequence must contain non-whitespace',
  ],
  [
    'five cached blocks',
    {
      system: [cached('a')],
      tools: [tool({ cache_control: { type: 'ephemeral' } })],
      ...says(cached('b'), cached('c'), cached('d')),
    },
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
  [
    'an empty cached text',
    says(text('a'), cached('')),
    'messages.0.content.1.text: cache_control cannot be set for empty text blocks',
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

test('Claude refuses a number by its value, however it is written', () => {
  expect(checkClaude(objectFrom('{"max_tokens":100000.0}'))).toEqual(
    refused('The maximum tokens you requested exceeds the model limit of 64000'),
  )
})

test('Claude 3.7 has twice the tokens with its beta', () => {
  const members = { max_tokens: 128_000, anthropic_beta: ['output-128k-2025-02-19'] }
  expect(checkClaude(members, SONNET_3_7)).toBeUndefined()
  expect(checkClaude({ ...members, anthropic_beta: [] }, SONNET_3_7)).toEqual(
    refused('The maximum tokens you requested exceeds the model limit of 64000'),
  )
})
