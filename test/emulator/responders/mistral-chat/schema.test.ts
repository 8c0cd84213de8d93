import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { URI, checkMistral, image, messages, says } from '../../../support/mistral-records.ts'
import { refused } from '../../../support/responders.ts'

describe('the schema of Mistral refuses', () => {
  test.each<[string, JsonObject, string]>([
    ['no messages', { messages: [] }, '#/messages: expected minimum item count: 1, found: 0'],
    ['a role of OpenAI', messages(says('developer')), '#/messages/0/role: developer is not a valid enum value'],
    ['a choice of OpenAI', { tool_choice: 'required' }, '#/tool_choice: required is not a valid enum value'],
    [
      'a named tool',
      { tool_choice: {} },
      '#/tool_choice: expected type: String, found: JSONObject#/tool_choice: {} is not a valid enum value',
    ],
    ['a high temperature', { temperature: 1.5 }, '#/temperature: 1.5 is not less or equal to 1'],
    ['too many tokens', { max_tokens: 8193 }, '#/max_tokens: 8193 is not less or equal to 8192'],
    [
      'options of OpenAI',
      { n: 2, seed: 1 },
      '#: extraneous key [seed] is not permitted#: extraneous key [n] is not permitted',
    ],
    [
      'a tool of Claude',
      { tools: [{ name: 'a', input_schema: {} }] },
      '#/tools/0: required key [type] not found#/tools/0: required key [function] not found#/tools/0: extraneous key [input_schema] is not permitted#/tools/0: extraneous key [name] is not permitted',
    ],
    [
      'a content that is a number',
      messages(says('user', 5)),
      '#/messages/0/content: expected type: String, found: Integer#/messages/0/content: expected type: JSONArray, found: Integer#/messages/0/content: expected: null, found: Integer',
    ],
  ])('%s', (_name, members, violations) => {
    expect(checkMistral(members)).toEqual(
      refused(`Malformed input request: ${violations}, please reformat your input and try again.`),
    )
  })

  test('an image for a model that is blind', () => {
    expect(checkMistral(messages(image(URI)))?.errorMessage).toContain(
      '#/messages/0/content/1: extraneous key [image_url] is not permitted',
    )
  })
})
