import { describe, expect, test } from 'vitest'
import { nova } from '../../../../emulator/responders/nova.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  LITE,
  MICRO,
  NOVA_2,
  user,
  text,
  image,
  schema,
  tool,
  tools,
  checkNova,
} from '../../../support/nova-records.ts'
import { PNG, modelOf, refused } from '../../../support/responders.ts'

describe('the schema of Nova refuses', () => {
  test.each<[string, JsonObject, string, string?]>([
    [
      'a content that is a text',
      { messages: [{ role: 'user', content: 'Hello' }] },
      '#/messages/0/content: expected type: JSONArray, found: String',
    ],
    ['no messages', { messages: [] }, '#/messages: expected minimum item count: 1, found: 0'],
    [
      'the system as a role',
      { messages: [{ role: 'system', content: [text()] }] },
      '#/messages/0/role: system is not a valid enum value',
    ],
    ['a limit of another family', { max_tokens: 100 }, '#: extraneous key [max_tokens] is not permitted'],
    ['the model', { modelId: LITE }, '#: extraneous key [modelId] is not permitted'],
    [
      'fields of Converse',
      { additionalModelRequestFields: {} },
      '#: extraneous key [additionalModelRequestFields] is not permitted',
    ],
    [
      'too many tokens',
      { inferenceConfig: { maxTokens: 10_001 } },
      '#/inferenceConfig/maxTokens: 10001 is not less or equal to 10000',
    ],
    ['no tokens', { inferenceConfig: { maxTokens: 0 } }, '#/inferenceConfig/maxTokens: 0 is not greater or equal to 1'],
    [
      'a text for a number',
      { inferenceConfig: { temperature: 'hot' } },
      '#/inferenceConfig/temperature: expected type: Number, found: String',
    ],
    [
      'a temperature above 1',
      { inferenceConfig: { temperature: 2 } },
      '#/inferenceConfig/temperature: 2 is not less or equal to 1',
    ],
    [
      'a tagged block',
      { messages: [user({ type: 'text', text: 'a' })] },
      '#/messages/0/content/0: extraneous key [type] is not permitted',
    ],
    [
      'a document',
      { messages: [user({ document: {} })] },
      '#/messages/0/content/0: extraneous key [document] is not permitted',
    ],
    [
      'an image for Micro',
      { messages: [user(image())] },
      '#/messages/0/content/0: extraneous key [image] is not permitted',
      MICRO,
    ],
    [
      'an unknown format',
      { messages: [user({ image: { format: 'svg', source: { bytes: PNG } } })] },
      '#/messages/0/content/0/image/format: svg is not a valid enum value',
    ],
    [
      'an image without a source',
      { messages: [user({ image: { format: 'png', source: {} } })] },
      '#/messages/0/content/0/image/source: minimum size: [1], found: [0]',
    ],
    [
      'a block of two kinds',
      { messages: [user({ ...text(), ...image() })] },
      '#/messages/0/content/0: #: 2 subschemas matched instead of one',
    ],
    [
      'a cache point alone',
      { messages: [user({ cachePoint: { type: 'default' } })] },
      '#/messages/0/content/0: #: 0 subschemas matched instead of one',
    ],
    [
      'a cache point beside an image',
      { messages: [user(text(), { ...image(), cachePoint: { type: 'default' } })] },
      '#/messages/0/content/1: extraneous key [cachePoint] is not permitted',
    ],
    ['a system prompt of nothing', { system: [] }, '#/system: expected minimum item count: 1, found: 0'],
    [
      'a cache point in the place of a system text',
      { system: [text(), { cachePoint: { type: 'default' } }] },
      '#/system/1: required key [text] not found',
    ],
    [
      'definitions in a tool',
      { toolConfig: { tools: [tool('a', { ...schema, $defs: {} })] } },
      '#/toolConfig/tools/0/toolSpec/inputSchema/json: extraneous key [$defs] is not permitted',
    ],
    [
      'a tool that takes no object',
      { toolConfig: { tools: [tool('a', { type: 'string' })] } },
      '#/toolConfig/tools/0/toolSpec/inputSchema/json/type: string is not a valid enum value',
    ],
    [
      'a name with a dot',
      { toolConfig: { tools: [tool('a.b')] } },
      '#/toolConfig/tools/0/toolSpec/name: string [a.b] does not match pattern ^[a-zA-Z0-9_-]+$',
    ],
    [
      'a long name',
      { toolConfig: { tools: [tool('a'.repeat(65))] } },
      '#/toolConfig/tools/0/toolSpec/name: expected maxLength: 64, actual: 65',
    ],
    ['no tools', { toolConfig: { tools: [] } }, '#/toolConfig/tools: expected minimum item count: 1, found: 0'],
    ['two choices of a tool', tools({ auto: {}, any: {} }), '#/toolConfig/toolChoice: maximum size: [1], found: [2]'],
    [
      'thoughts of Nova 1',
      { reasoningConfig: { type: 'enabled' } },
      '#: extraneous key [reasoningConfig] is not permitted',
    ],
    [
      'thoughts of Nova 1, elsewhere',
      { inferenceConfig: { reasoningConfig: { type: 'enabled' } } },
      '#/inferenceConfig: extraneous key [reasoningConfig] is not permitted',
    ],
  ])('%s', (_name, members, violation, id) => {
    expect(checkNova(members, id)).toEqual(
      refused(`Malformed input request: ${violation}, please reformat your input and try again.`),
    )
  })

  test('a body without messages, naming all that is wrong', () => {
    expect(nova.check({ prompt: 'Hello', top_p: 1 }, modelOf(LITE))).toEqual(
      refused(
        'Malformed input request: #: required key [messages] not found#: extraneous key [top_p] is not permitted#: extraneous key [prompt] is not permitted, please reformat your input and try again.',
      ),
    )
  })

  test.each<[string, JsonObject, string]>([
    [
      'a body of another family',
      { textGenerationConfig: {} },
      '#: extraneous key [textGenerationConfig] is not permitted',
    ],
    [
      'a cache point',
      { messages: [user({ ...text(), cachePoint: { type: 'default' } })] },
      '#/messages/0/content/0: extraneous key [cachePoint] is not permitted',
    ],
    [
      'an unknown effort',
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'max' } },
      '#/reasoningConfig/maxReasoningEffort: max is not a valid enum value',
    ],
    [
      'a block of two kinds',
      { messages: [user({ ...text(), ...image() })] },
      '#/messages/0/content/0: #: 2 subschemas matched instead of one',
    ],
    [
      'a temperature of 0',
      { inferenceConfig: { temperature: 0 } },
      '#/inferenceConfig/temperature: 0 is not greater or equal to 0.00001',
    ],
  ])('of Nova 2, which does not say please, %s', (_name, members, violation) => {
    expect(checkNova(members, NOVA_2)).toEqual(
      refused(`Malformed input request: ${violation}, reformat your input and try again.`),
    )
  })
})
