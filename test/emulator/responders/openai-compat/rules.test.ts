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
    ['options of a stream', { stream_options: {} }, 'The stream_options field is only allowed when stream is true.'],
    ['a high temperature', { temperature: 2.1 }, 'temperature must be between 0 and 2.'],
    ['a high top_p', { top_p: 1.1 }, 'top_p must be between 0 and 1.'],
    ['a large penalty', { presence_penalty: -2.5 }, 'presence_penalty must be between -2 and 2.'],
    ['no answers', { n: 0 }, 'n must be between 1 and 128.'],
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
    ['functions of old', { functions: [{ name: 'a' }] }, "This model doesn't support the functions field."],
    ['odds of tokens', { logprobs: true }, "This model doesn't support the logprobs field."],
    ['speech', { modalities: ['text', 'audio'] }, "This model doesn't support other modalities than text."],
    [
      'a tool named with a dot',
      { tools: [tool('a.b')] },
      'The name of tool a.b must match the pattern ^[a-zA-Z0-9_-]{1,64}$.',
    ],
    ['a tool that is there twice', { tools: [tool(), tool()] }, 'The tool get_weather is defined twice.'],
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
    ['many stop sequences', { stop: ['a', 'b', 'c', 'd', 'e'] }, 'stop may hold at most 4 sequences.'],
    [
      'a schema that is no object',
      bySchema({ name: 'a', schema: [] }),
      'The schema of response_format must be an object.',
    ],
    [
      'an effort that gpt-oss does not know',
      { reasoning_effort: 'max' },
      'reasoning_effort must be one of low, medium, high.',
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
