import { describe, expect, test } from 'vitest'
import { openaiCompat } from '../../../../emulator/responders/openai-compat.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { GPT_OSS, bySchema, call, checkOpenai, tool, user } from '../../../support/openai-records.ts'
import { modelOf, objectFrom, refused } from '../../../support/responders.ts'

const NAMES =
  '`audio`, `frequency_penalty`, `function_call`, `functions`, `include_reasoning`, `logit_bias`, `logprobs`, `max_completion_tokens`, `max_tokens`, `messages`, `metadata`, `modalities`, `model`, `n`, `parallel_tool_calls`, `prediction`, `presence_penalty`, `prompt_cache_key`, `reasoning_effort`, `response_format`, `safety_identifier`, `seed`, `service_tier`, `stop`, `store`, `stream`, `stream_options`, `temperature`, `text`, `tool_choice`, `tools`, `top_k`, `top_logprobs`, `top_p`, `user`, `verbosity`, `web_search_options`'
const ROLES = '`developer`, `system`, `user`, `assistant`, `tool`, `function`'

const undeserializable = (text: string) => refused(`Failed to deserialize the JSON body into the target type: ${text}`)
const whatever = (text: string): string => text.replace(/ at line 1 column [0-9]+$/, '')
const complaint = (members: JsonObject): string =>
  whatever(checkOpenai(members)?.errorMessage.replace(/^.*target type: /, '') ?? '')

describe('a body is refused as AWS refused it', () => {
  test('for a name that is not one of its own', () => {
    const body = objectFrom('{"messages":[],"thinking":{}}')
    expect(openaiCompat.check(body, modelOf(GPT_OSS))).toEqual(
      undeserializable(`unknown variant \`thinking\`, expected one of ${NAMES} at line 1 column 29`),
    )
  })

  test('for the stray version of Claude in bodies of DeepSeek', () => {
    expect(complaint({ anthropic_version: 'bedrock-2023-05-31' })).toBe(
      `unknown variant \`anthropic_version\`, expected one of ${NAMES}`,
    )
  })

  test('for an effort that is no text', () => {
    const body = objectFrom('{"reasoning_effort":{"effort":"low"},"messages":[]}')
    expect(openaiCompat.check(body, modelOf(GPT_OSS))).toEqual(
      undeserializable('reasoning_effort: invalid type: map, expected a string at line 1 column 51'),
    )
  })

  test('for a tool without its name', () => {
    expect(complaint({ tools: [tool(), { type: 'function', function: {} }] })).toBe(
      'tools[1].function: missing field `name`',
    )
  })
})

const columnOf = (text: string): number =>
  Number(/ column ([0-9]+)$/.exec(openaiCompat.check(objectFrom(text), modelOf(GPT_OSS))?.errorMessage ?? '')?.[1])

test('the column is the end of the body, in bytes of compact JSON', () => {
  expect(columnOf('{}')).toBe(2)
  expect(columnOf('{ "user" : "é😀" , "n" : 1.50 }')).toBe(26)
})

const inMessages = (message: JsonObject): JsonObject => ({ messages: [user(), message] })
const inTools = (members: JsonObject): JsonObject => ({ tools: [{ ...tool(), ...members }] })

describe('a body is refused in the words of serde for', () => {
  test.each<[string, JsonObject, string]>([
    ['messages that are no list', { messages: 'Hello' }, 'messages: invalid type: string "Hello", expected a sequence'],
    ['messages of nothing', { messages: null }, 'messages: invalid type: null, expected a sequence'],
    [
      'a message that is no object',
      { messages: ['Hello'] },
      'messages[0]: invalid type: string "Hello", expected internally tagged enum ChatCompletionRequestMessage',
    ],
    ['a message without a role', inMessages({ content: 'a' }), 'messages[1]: missing field `role`'],
    [
      'a role that does not exist',
      inMessages({ role: 'bot' }),
      `messages[1]: unknown variant \`bot\`, expected one of ${ROLES}`,
    ],
    [
      'a role of every object',
      inMessages({ role: 'constructor' }),
      `messages[1]: unknown variant \`constructor\`, expected one of ${ROLES}`,
    ],
    [
      'a role that is no text',
      inMessages({ role: 5 }),
      'messages[1]: invalid type: integer `5`, expected variant identifier',
    ],
    ['a message without content', inMessages({ role: 'user' }), 'messages[1]: missing field `content`'],
    [
      'an unknown part',
      inMessages(user([{ type: 'video' }])),
      'messages[1]: data did not match any variant of untagged enum ChatCompletionRequestUserMessageContent',
    ],
    [
      'a result without its call',
      inMessages({ role: 'tool', content: 'a' }),
      'messages[1]: missing field `tool_call_id`',
    ],
    [
      'a result with a name',
      inMessages({ role: 'tool', content: 'a', tool_call_id: 'b', name: 'c' }),
      'messages[1]: unknown field `name`, expected `content` or `tool_call_id`',
    ],
    [
      'arguments that are no text',
      inMessages({ role: 'assistant', tool_calls: [{ ...call('a'), function: { name: 'b', arguments: {} } }] }),
      'messages[1]: invalid type: map, expected a string',
    ],
    ['a temperature in words', { temperature: 'hot' }, 'temperature: invalid type: string "hot", expected f32'],
    ['a yes for a number', { top_p: true }, 'top_p: invalid type: boolean `true`, expected f32'],
    ['a negative limit', { max_tokens: -1 }, 'max_tokens: invalid value: integer `-1`, expected u32'],
    [
      'a limit with a fraction',
      { max_completion_tokens: 1.5 },
      'max_completion_tokens: invalid type: floating point `1.5`, expected u32',
    ],
    [
      'a limit as it stood',
      objectFrom('{"max_tokens":5.0}'),
      'max_tokens: invalid type: floating point `5.0`, expected u32',
    ],
    ['too many answers', { n: 256 }, 'n: invalid value: integer `256`, expected u8'],
    [
      'a huge seed',
      objectFrom('{"seed":9223372036854775808}'),
      'seed: invalid value: integer `9223372036854775808`, expected i64',
    ],
    ['a word for a yes', { stream: 'no' }, 'stream: invalid type: string "no", expected a boolean'],
    ['a list for a text', { user: [] }, 'user: invalid type: sequence, expected a string'],
    ['a stop sequence that is a number', { stop: 5 }, 'stop: data did not match any variant of untagged enum Stop'],
    [
      'an unknown type of tool',
      inTools({ type: 'custom' }),
      'tools[0].type: unknown variant `custom`, expected `function`',
    ],
    ['a type that is no text', inTools({ type: 5 }), 'tools[0].type: expected value'],
    ['a tool of Claude', { tools: [{ name: 'a', input_schema: {} }] }, 'tools[0]: missing field `type`'],
    [
      'a choice of Mistral',
      { tools: [tool()], tool_choice: 'any' },
      'tool_choice: data did not match any variant of untagged enum ChatCompletionToolChoiceOption',
    ],
    [
      'an unknown form of answer',
      { response_format: { type: 'xml' } },
      'response_format: unknown variant `xml`, expected one of `text`, `json_object`, `json_schema`',
    ],
    ['a schema without a name', bySchema({ schema: {} }), 'response_format: missing field `name`'],
    [
      'an unknown detail',
      { tools: [tool('a', { strict: 'yes' })] },
      'tools[0].function.strict: invalid type: string "yes", expected a boolean',
    ],
  ])('%s', (_name, members, text) => {
    expect(complaint(members)).toBe(text)
  })
})
