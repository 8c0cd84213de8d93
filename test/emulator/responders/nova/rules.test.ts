import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  NOVA_2,
  user,
  assistant,
  text,
  image,
  call,
  result,
  tool,
  tools,
  checkNova,
} from '../../../support/nova-records.ts'
import { refused } from '../../../support/responders.ts'

const blank = (place: string): string =>
  `The text field in the ${place} is blank. Add text to the text field, and try again.`

describe('Nova refuses', () => {
  test.each<[string, JsonObject, string, string?]>([
    [
      'a conversation that the assistant begins',
      { messages: [assistant(text())] },
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ],
    [
      'two turns of the user',
      { messages: [user(text()), user(text())] },
      'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
    ],
    [
      'an empty turn',
      { messages: [user()] },
      'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.',
    ],
    ['a blank text', { messages: [user(text(), text(' \n'))] }, blank('ContentBlock object at messages.0.content.1')],
    ['a blank system text', { system: [text('')] }, blank('SystemContentBlock object at system.0')],
    [
      'bytes that are not base64',
      { messages: [user(image({ bytes: '!' }))] },
      "The bytes field at messages.0.content.0.image.source isn't valid base64.",
    ],
    [
      'a tool that answers with such bytes',
      { messages: [user(text()), assistant(call()), user(result('a', image({ bytes: '!' })))] },
      "The bytes field at messages.2.content.0.toolResult.content.0.image.source isn't valid base64.",
    ],
    [
      'an image on the web',
      { messages: [user(image({ s3Location: { uri: 'https://a.b/c.png' } }))] },
      "The uri field at messages.0.content.0.image.source.s3Location isn't the URI of an object in Amazon S3.",
    ],
    [
      'a call by the user',
      { messages: [user(call())] },
      'User messages cannot contain tool uses. Please remove the tool uses and try again.',
    ],
    [
      'a result by the assistant',
      { messages: [user(text()), assistant(result())] },
      'Assistant messages cannot contain tool results. Please remove the tool results and try again.',
    ],
    [
      'thoughts of the user',
      { messages: [user({ reasoningContent: { reasoningText: { text: 'hm' } } })] },
      'User messages cannot contain reasoning content. Please remove the reasoning content and try again.',
      NOVA_2,
    ],
    [
      'a call without its result',
      { messages: [user(text()), assistant(call('a'), call('b')), user(result('a'))] },
      'Expected toolResult blocks at messages.2.content for the following Ids: b',
    ],
    [
      'a call at the end',
      { messages: [user(text()), assistant(call('a'))] },
      'Expected toolResult blocks at messages.2.content for the following Ids: a',
    ],
    [
      'a result without its call',
      { messages: [user(text()), assistant(text()), user(result())] },
      'The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn.',
    ],
    [
      'two calls of one id',
      { messages: [user(text()), assistant(call(), call()), user(result())] },
      'The toolUse blocks at messages.1.content contain duplicate Ids: a',
    ],
    [
      'a tool that is there twice',
      { toolConfig: { tools: [tool('b'), tool(), tool()] } },
      'The tool get_weather is already defined at toolConfig.tools.1.',
    ],
    [
      'a choice that is not a tool',
      tools({ tool: { name: 'other' } }),
      "The tool other at toolConfig.toolChoice.tool.name isn't defined in toolConfig.tools.",
    ],
    [
      'a limit beside much thought',
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' }, inferenceConfig: { maxTokens: 100 } },
      "The maxTokens field can't be set when maxReasoningEffort is high. Remove maxTokens and try again.",
      NOVA_2,
    ],
  ])('%s', (_name, members, message, id) => {
    expect(checkNova(members, id)).toEqual(refused(message))
  })
})
