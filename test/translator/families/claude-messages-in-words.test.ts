import { describe, expect, test } from 'vitest'
import { toAnswer } from '../../../translator/families/claude-messages/response.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { LossReport } from '../../../translator/loss-report.ts'
import { meet } from '../../support/fates.ts'
import { translateModelOutput } from '../../support/translation.ts'

const OLD = 'anthropic.claude-3-haiku-20240307-v1:0'
const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const OPUS_4_7 = 'anthropic.claude-opus-4-7'
const OPUS_5_5 = 'anthropic.claude-opus-5-5'

const LIMIT = { max_tokens: 4096 }
const strict = (parameters: JsonObject): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'f', strict: true, parameters } }],
})
const TOOL: JsonObject = { tools: [{ type: 'function', function: { name: 'f' } }] }
const format = (schema: JsonObject): JsonObject => ({
  response_format: { type: 'json_schema', json_schema: { name: 'a', schema } },
})
const user = (part: JsonObject): JsonObject => ({ messages: [{ role: 'user', content: [part] }] })
const SCHEMA = 'response_format.json_schema.schema'

test.each<[modelId: string, body: JsonObject, loss: string]>([
  [HAIKU, { seed: 1 }, 'seed dropped: Claude has no seed.'],
  [HAIKU, { verbosity: 'low' }, 'verbosity dropped: Claude has no such parameter.'],
  [HAIKU, { user: 'a@b.c' }, 'user dropped: Claude wants no mail addresses or telephone numbers as user_id.'],
  [OPUS_4_7, strict({}), 'tools[].function.strict dropped: This model has no strict tools.'],
  [HAIKU, strict({}), 'tools[].function.strict dropped: Claude is strict with some schemas only.'],
  [OPUS_4_7, { temperature: 1 }, 'temperature dropped: This model takes none, and 1 is what it has.'],
  [
    HAIKU,
    { thinking: { type: 'disabled' }, reasoning_effort: 'low' },
    'reasoning_effort dropped: thinking stands beside it and wins.',
  ],
  [
    HAIKU,
    { max_tokens: 100, reasoning_effort: 'low' },
    'max_tokens changed: It must be greater than the 1024 tokens for thinking; it is sent 1124.',
  ],
  [
    HAIKU,
    { max_tokens: 1024, reasoning_effort: 'low' },
    'max_tokens changed: It must be greater than the 1024 tokens for thinking; it is sent 2048.',
  ],
  [
    HAIKU,
    format({ type: 'object' }),
    `${SCHEMA} changed: Claude wants its objects closed; additionalProperties is sent as false.`,
  ],
])('of what %s is asked by %j is lost: %s', async (modelId, body, loss) => {
  const { error, lost } = await meet({ ...LIMIT, ...body }, modelId)

  expect(error).toBeUndefined()
  expect(lost).toEqual([loss])
})

test('thinking of the client’s own is handed on without a word', async () => {
  expect(await meet({ ...LIMIT, thinking: { type: 'disabled' } }, HAIKU)).toMatchObject({
    sent: { thinking: { type: 'disabled' } },
    lost: [],
  })
})

test.each(['auto', 'none'])('without tools the choice %s is not sent', async (choice) => {
  expect((await meet({ ...LIMIT, tool_choice: choice }, HAIKU)).sent).not.toHaveProperty('tool_choice')
})

test.each([
  [OLD, 4096],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', 4096],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', 8192],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', 64_000],
  ['anthropic.claude-opus-4-20250514-v1:0', 32_000],
  [HAIKU, 64_000],
  ['anthropic.claude-opus-4-6-v1', 128_000],
  [OPUS_5_5, 128_000],
])('%s writes at most %i tokens', async (modelId, most) => {
  expect(await meet({ max_tokens: most }, modelId)).toMatchObject({ sent: { max_tokens: most }, lost: [] })
  expect(await meet({ max_completion_tokens: most + 1 }, modelId)).toMatchObject({
    error: `Unsupported value: 'max_completion_tokens'. This model writes at most ${most} tokens.`,
    sent: { max_tokens: most },
    lost: [`max_completion_tokens changed: This model writes at most ${most} tokens. It is sent ${most}.`],
  })
})

test('Claude 3.7 writes more for who asks for it by its flag', async () => {
  const body = { max_tokens: 128_000, anthropic_beta: ['output-128k-2025-02-19'] }
  expect((await meet(body, 'anthropic.claude-3-7-sonnet-20250219-v1:0')).error).toBeUndefined()
})

test('room for thoughts is made up to what the model writes', async () => {
  const body = { max_tokens: 16_000, reasoning_effort: 'max' }
  expect(await meet(body, 'anthropic.claude-opus-4-1-20250805-v1:0')).toMatchObject({
    sent: { max_tokens: 32_000, thinking: { budget_tokens: 16_384 } },
    lost: ['max_tokens changed: It must be greater than the 16384 tokens for thinking; it is sent 32000.'],
  })
})

test('a limit that nobody names is said', async () => {
  expect((await meet({}, HAIKU)).lost).toEqual(['max_tokens changed: Claude needs a limit; it is sent 4096.'])
  expect(await meet({ reasoning_effort: 'low' }, HAIKU)).toMatchObject({
    sent: { max_tokens: 5120 },
    lost: ['max_tokens changed: It must be greater than the 1024 tokens for thinking; it is sent 5120.'],
  })
})

test.each<[modelId: string, body: JsonObject, param: string, error: string, loss: string]>([
  [HAIKU, { frequency_penalty: 1 }, 'frequency_penalty', 'Claude has no penalties.', ''],
  [HAIKU, { presence_penalty: 1 }, 'presence_penalty', 'Claude has no penalties.', ''],
  [HAIKU, { logit_bias: { 1: 1 } }, 'logit_bias', 'Tokens of another tokenizer mean nothing to Claude.', ''],
  [HAIKU, { logprobs: true }, 'logprobs', 'Claude does not tell probabilities.', ''],
  [HAIKU, { top_logprobs: 1 }, 'top_logprobs', 'Claude does not tell probabilities.', ''],
  [HAIKU, { stop: [' \t\r\n'] }, 'stop', 'Claude refuses stop sequences of nothing but white space.', ''],
  [OLD, { reasoning_effort: 'low' }, 'reasoning_effort', 'This model does not think.', ''],
  [OPUS_5_5, { reasoning_effort: 'none' }, 'reasoning_effort', 'This model always thinks.', ''],
  [OPUS_4_7, { top_k: 5 }, 'top_k', 'This model takes no sampling parameters.', ''],
  [OPUS_4_7, { temperature: 0.9 }, 'temperature', 'This model takes no sampling parameters.', ''],
  [OPUS_4_7, { top_p: 1 }, 'top_p', 'This model takes no sampling parameters.', ''],
  [HAIKU, { temperature: 1, top_p: 1 }, 'top_p', 'This model takes temperature or top_p, not both.', ''],
  [
    HAIKU,
    { reasoning_effort: 'low', top_p: 0.9 },
    'top_p',
    'While it thinks Claude takes temperature 1, top_p from 0.95 on and no top_k.',
    '',
  ],
  [
    HAIKU,
    { response_format: { type: 'json_object' } },
    'response_format',
    'Claude has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
    '',
  ],
  [OPUS_5_5, format({}), 'response_format', 'This model follows no schema and cannot be forced to call a tool.', ''],
  [
    OLD,
    { ...TOOL, ...format({}) },
    'response_format',
    'This model follows a schema only by way of a tool that it must call, and there are other tools.',
    '',
  ],
  [
    OPUS_5_5,
    { ...TOOL, tool_choice: 'required' },
    'tool_choice',
    'This model cannot be forced to call a tool.',
    'changed: This model cannot be forced to call a tool; it is sent auto.',
  ],
  [HAIKU, format({ type: 'string', minLength: 1 }), SCHEMA, 'Claude knows no minLength in a schema.', ''],
  [
    HAIKU,
    format({ type: 'object', additionalProperties: true }),
    SCHEMA,
    'Claude takes additionalProperties as false only.',
    'changed: Claude takes additionalProperties as false only.',
  ],
])('%s: %j is refused at %s, or lost: %s', async (modelId, body, param, why, loss) => {
  const met = await meet({ ...LIMIT, ...body }, modelId)

  expect(met.error).toContain(`'${param}'. ${why}`)
  expect(met.lost).toEqual([`${param} ${loss || `dropped: ${why}`}`])
})

test.each<[body: JsonObject, error: string]>([
  [{ thinking: true }, "Invalid type for 'thinking': expected an object, but got a boolean instead."],
  [{ anthropic_beta: 'x' }, "Unsupported parameter: 'anthropic_beta'. It is a list of strings."],
  [{ anthropic_beta: ['x', 1] }, "Unsupported parameter: 'anthropic_beta'. It is a list of strings."],
  [{ anthropic_beta: [1] }, "Unsupported parameter: 'anthropic_beta'. It is a list of strings."],
  [
    user({ type: 'image_url', image_url: { url: 's3://b/a.png' } }),
    "Unsupported value: 'messages[0].content[0]'. Claude takes no images out of S3; send it as a data URL.",
  ],
  [
    user({ type: 'file', file: { file_data: 'data:application/zip;base64,AAAA' } }),
    "Invalid value for 'messages[0].content[0]': Claude reads PDF and text, and this is application/zip.",
  ],
])('%j is refused always', async (body, error) => {
  expect(await meet({ ...LIMIT, ...body }, HAIKU)).toEqual({ error, sent: undefined, lost: [] })
})

test.each<[user: string, isSent: boolean]>([
  ['a@b.c', false],
  ['a b@c', true],
  ['a@b c', true],
  ['@b', true],
  ['a@', true],
  ['a@b@c', true],
  [`${'a'.repeat(64)}@b`, false],
  [`${'a'.repeat(65)}@b`, true],
  [`a@${'b'.repeat(255)}`, false],
  [`a@${'b'.repeat(256)}`, true],
  ['+47 22-22/22.(22)', false],
  ['1234567', false],
  ['123456', true],
  ['1'.repeat(21), false],
  ['1'.repeat(22), true],
  ['u1234567', true],
  ['1234567u', true],
])('the user %s is sent: %s', async (name, isSent) => {
  expect((await meet({ ...LIMIT, user: name }, HAIKU)).sent).toEqual({
    anthropic_version: 'bedrock-2023-05-31',
    ...LIMIT,
    ...(isSent && { metadata: { user_id: name } }),
  })
})

test('a user without a name is none', async () => {
  expect((await meet({ ...LIMIT, user: '' }, HAIKU)).sent).not.toHaveProperty('metadata')
})

const reasonsLost = (reason: JsonObject): string[] => {
  const report = new LossReport('drop')
  toAnswer({ content: [], ...reason }, { modelId: HAIKU, report })
  return report.losses.map(({ param, action, why }) => `${param} ${action}: ${why}`)
}

test.each([
  'end_turn',
  'stop_sequence',
  'max_tokens',
  'model_context_window_exceeded',
  'tool_use',
  'pause_turn',
  'refusal',
  'compaction',
])('an answer that ended by %s loses nothing', (reason) => {
  expect(reasonsLost({ stop_reason: reason })).toEqual([])
})

test.each<[JsonObject, string]>([
  [{ stop_reason: 'toString' }, '"toString"'],
  [{ stop_reason: 5 }, '5'],
  [{}, 'null'],
])('an answer that ended by %j is told as stopped, and that is said', (reason, found) => {
  expect(reasonsLost(reason)).toEqual([
    `finish_reason changed: The model stopped for ${found}, which is not known; it is told as stop.`,
  ])
})

test('why an answer cannot be read is said', async () => {
  expect((await translateModelOutput({}, HAIKU)).body.error).toMatchObject({
    message: 'The output of the model could not be read: it has no content.',
  })
})

describe('a schema that Claude follows by itself', () => {
  const sentAs = async (schema: JsonObject): Promise<unknown> => {
    const { sent } = await meet({ ...LIMIT, ...format(schema) }, HAIKU)
    return (sent as { output_config: { format: { schema: JsonObject } } }).output_config.format.schema
  }
  const closed = (members: JsonObject): JsonObject => ({ type: 'object', additionalProperties: false, ...members })

  test('is closed where it has properties and no type', async () => {
    expect(await sentAs({ properties: {} })).toEqual({ properties: {}, additionalProperties: false })
  })

  test.each<JsonObject>([
    { properties: { a: true, b: { const: 5 } } },
    { properties: ['a'] },
    { items: true, anyOf: [true], allOf: 'a' },
    { $defs: 5, definitions: 'a' },
  ])('has what is no schema, and numbers, as they stand: %j', async (members) => {
    expect(await sentAs(closed(members))).toEqual(closed(members))
  })

  test.each(['$defs', 'definitions', 'properties'])('has its %s closed too', async (word) => {
    expect(await sentAs(closed({ [word]: { a: { type: 'object' } } }))).toEqual(closed({ [word]: { a: closed({}) } }))
  })

  test.each(['anyOf', 'allOf'])('has each of %s closed too', async (word) => {
    expect(await sentAs(closed({ [word]: [{ type: 'object' }] }))).toEqual(closed({ [word]: [closed({})] }))
  })
})

describe('an answer', () => {
  const choiceOf = async (changes: JsonObject): Promise<JsonObject> => {
    const output = { id: 'msg_1', content: [], stop_reason: 'end_turn', ...changes }
    const { choices } = (await translateModelOutput(output, HAIKU)).body as { choices: [{ message: JsonObject }] }
    return choices[0].message
  }

  test('whose id is no text has one of ours', async () => {
    const { body } = await translateModelOutput({ id: 5, content: [], stop_reason: 'end_turn' }, HAIKU)

    expect(body.id).toMatch(/^chatcmpl-/)
  })

  test('is the texts of its blocks of text and no others', async () => {
    const content = [null, 'a', { type: 'text', text: 'b' }, { type: 'other', text: 'c' }, { type: 'text', text: 'd' }]

    expect((await choiceOf({ content })).content).toBe('bd')
    expect((await choiceOf({})).content).toBeNull()
  })

  test('has calls with ids of ours where theirs are no texts', async () => {
    const content = [{ type: 'tool_use', id: 5, name: 'f', input: {} }]
    const { tool_calls: calls } = (await choiceOf({ content })) as { tool_calls: [{ id: string }] }

    expect(calls[0].id).toMatch(/^[a-z]+_/)
  })

  test.each<[content: JsonObject[], reasoning: string | undefined]>([
    [
      [
        { type: 'thinking', thinking: 'a' },
        { type: 'thinking', thinking: '' },
        { type: 'thinking', thinking: 'b' },
      ],
      'a\nb',
    ],
    [[{ type: 'redacted_thinking', data: 'x' }], undefined],
  ])('that brings %j has the thoughts %j', async (content, reasoning) => {
    const message = await choiceOf({ content })

    expect(message.reasoning_content).toBe(reasoning)
    expect(message.thinking_blocks).toEqual(content)
  })

  test('that is refused with an explanation that is no text is what was said', async () => {
    const content = [{ type: 'text', text: 'No.' }]

    expect(await choiceOf({ content, stop_reason: 'refusal', stop_details: { explanation: 5 } })).toMatchObject({
      content: null,
      refusal: 'No.',
    })
  })
})
