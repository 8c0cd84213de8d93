import { expect, test } from 'vitest'
import { toConverseInput, type ConverseInput } from '../../../../emulator/responders/converse/input.ts'
import { nativeOf, toNativeBody } from '../../../../emulator/responders/converse/native.ts'
import { OPUS_4_8, SONNET_4_5 } from '../../../support/claude-records.ts'
import {
  assistant,
  byModel,
  bySchema,
  checkConverse,
  extra,
  image,
  inS3,
  report,
  says,
  text,
  thought,
  user,
  type ConverseRefusal,
} from '../../../support/converse-records.ts'
import { PDF, PNG, modelOf, refused } from '../../../support/responders.ts'

const toClaudeBody = (input: ConverseInput, id: string) => toNativeBody(nativeOf(modelOf(id))!, input, modelOf(id))

const REFUSALS: ConverseRefusal[] = [
  ['a field it does not have', extra({ reasoningConfig: {} }), 'reasoningConfig: Extra inputs are not permitted'],
  [
    'temperature and topP',
    { inferenceConfig: { temperature: 0.1, topP: 0.9 } },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  ],
  ['any temperature', { inferenceConfig: { temperature: 0 } }, '`temperature` is deprecated for this model.', OPUS_4_8],
  [
    'too many tokens',
    { inferenceConfig: { maxTokens: 1_000_000 } },
    'The maximum tokens you requested exceeds the model limit of 64000',
  ],
  [
    'a document in S3',
    says(text(), { document: { name: 'b', format: 'pdf', source: inS3('s3://b/c.pdf') } }),
    'messages.0.content.1.document.source.type: Field required',
  ],
  [
    'an image of another format',
    says(image('jpeg')),
    'messages.0.content.0.image.source.base64: The image was specified using the image/jpeg media type, but the image appears to be a image/png image',
  ],
  [
    'an answer begun',
    { messages: [user(text()), assistant(text('{'))] },
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    OPUS_4_8,
  ],
  [
    'a schema it does not take',
    bySchema('{"type":"object"}'),
    'output_config.format: Extra inputs are not permitted',
    OPUS_4_8,
  ],
  [
    'an open schema',
    bySchema('{"type":"object"}'),
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'output_config that is no object',
    extra({ output_config: 1 }),
    'output_config: Input should be a valid dictionary or object to extract fields from',
  ],
]

test.each(REFUSALS)('Claude refuses %s in its own words', (_name, members, message, id = SONNET_4_5) => {
  expect(checkConverse(members, id)).toEqual(refused(byModel(message)))
})

test('a field of the model that Converse sets itself is refused', () => {
  expect(checkConverse(extra({ max_tokens: 5 }), SONNET_4_5)).toEqual(
    refused('The additional field max_tokens conflicts with an existing field.'),
  )
})

test('so is one inside a member that both have', () => {
  const fields = extra({ output_config: { effort: 'low' } })
  expect(checkConverse({ ...fields, outputConfig: { effort: 'high' } }, OPUS_4_8)).toEqual(
    refused('The additional field output_config.effort conflicts with an existing field.'),
  )
})

test("a request becomes Claude's own", () => {
  const input = toConverseInput({
    system: [text('Be brief.'), { cachePoint: { type: 'default' } }],
    messages: [
      user(
        text('See'),
        image(),
        { document: { name: 'Q3', format: 'pdf', source: { bytes: PDF }, citations: { enabled: true } } },
        report('Q4'),
        { document: { name: 'Q5', context: 'sales', source: { content: [text('part')] } } },
        { searchResult: { source: 's', title: 't', content: [text('u')] } },
      ),
      assistant(thought('hm'), { citationsContent: { content: [text('cited')] } }),
      user({ guardContent: { text: { text: 'guarded' } } }),
    ],
    inferenceConfig: { maxTokens: 9, temperature: 0.5, topP: 0.9, stopSequences: ['x'] },
    outputConfig: {
      effort: 'low',
      textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: '{"a":1}' } } },
    },
    ...extra({ top_k: 5 }),
  })
  const base64 = { type: 'base64', media_type: 'image/png', data: PNG }
  expect(toClaudeBody(input, SONNET_4_5)).toEqual({
    top_k: 5,
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image', source: base64 },
          {
            type: 'document',
            source: { type: 'base64', media_type: 'application/pdf', data: PDF },
            title: 'Q3',
            citations: { enabled: true },
          },
          { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'hello' }, title: 'Q4' },
          {
            type: 'document',
            source: { type: 'content', content: [{ type: 'text', text: 'part' }] },
            title: 'Q5',
            context: 'sales',
          },
          { type: 'search_result', source: 's', title: 't', content: [{ type: 'text', text: 'u' }] },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm', signature: 's' },
          { type: 'text', text: 'cited' },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'guarded' }] },
    ],
    system: [{ type: 'text', text: 'Be brief.' }],
    temperature: 0.5,
    top_p: 0.9,
    stop_sequences: ['x'],
    output_config: { effort: 'low', format: { type: 'json_schema', schema: { a: 1 } } },
  })
})

test("without a limit Claude's own holds, and its own output_config is kept", () => {
  const input = toConverseInput({ ...says(text()), ...extra({ output_config: { effort: 'max' } }) })
  expect(toClaudeBody(input, OPUS_4_8)).toMatchObject({
    max_tokens: 128_000,
    output_config: { effort: 'max' },
  })
})
