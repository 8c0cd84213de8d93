import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { GPT_OSS, QWEN, QWEN_VL, bySchema, checkOpenai, imageAt, tool, user } from '../../../support/openai-records.ts'
import { PNG, objectFrom, refused } from '../../../support/responders.ts'

const audio = (data: string): JsonObject => ({
  messages: [user([{ type: 'input_audio', input_audio: { data, format: 'wav' } }])],
})

describe("a model with OpenAI's body refuses", () => {
  test.each<[string, JsonObject, string, string?]>([
    ['another model', { model: QWEN }, `The model ${QWEN} in the request body doesn't match the model ${GPT_OSS}.`],
    [
      'an alias of a model',
      { model: 'gpt-oss-20b' },
      `The model gpt-oss-20b in the request body doesn't match the model ${GPT_OSS}.`,
    ],
    ['a stream', { stream: true }, 'The stream field must be false.'],
    ['a high temperature', { temperature: 2.1 }, 'temperature must be between 0 and 2.'],
    ['a high top_p', { top_p: 1.1 }, 'top_p must be between 0 and 1.'],
    ['a large penalty', { presence_penalty: -2.5 }, 'presence_penalty must be between -2 and 2.'],
    ['no answers', { n: 0 }, 'n must be at least 1.'],
    ['no tokens', { max_completion_tokens: 0 }, 'max_completion_tokens must be at least 1.'],
    ['no messages', { messages: [] }, 'messages must not be empty.'],
    [
      'images, where it is blind',
      { messages: [user([imageAt(`data:image/png;base64,${PNG}`)])] },
      "This model doesn't support images.",
    ],
    [
      'images on the web',
      { messages: [user([imageAt('https://a.b/c.png')])] },
      'Images must be data URIs with base64.',
      QWEN_VL,
    ],
    ['sound', audio('AAAA'), "This model doesn't support audio."],
    [
      'parameters that are no object',
      { tools: [tool('a', { parameters: [] })] },
      'The parameters of a tool must be an object.',
    ],
    [
      'parameters that are a number',
      objectFrom('{"tools":[{"type":"function","function":{"name":"a","parameters":1.0}}]}'),
      'The parameters of a tool must be an object.',
    ],
    ['a demand without tools', { tool_choice: 'required' }, 'tool_choice is only allowed when tools are specified.'],
    [
      'a demand for another tool',
      { tools: [tool()], tool_choice: { type: 'function', function: { name: 'other' } } },
      'The tool other in tool_choice is not one of the tools.',
    ],
    [
      'a schema that is no object',
      bySchema({ name: 'a', schema: [] }),
      'The schema of response_format must be an object.',
    ],
  ])('%s', (_name, members, message, id) => {
    expect(checkOpenai(members, id)).toEqual(refused(message))
  })

  test('sound that is not base64, where it hears', () => {
    expect(checkOpenai(audio('!'), 'mistral.voxtral-mini-3b-2507')).toEqual(
      refused("The data of input_audio isn't valid base64."),
    )
  })
})
