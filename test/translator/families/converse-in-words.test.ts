import { expect, test } from 'vitest'
import { toAnswer } from '../../../translator/families/converse/response.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { LossReport } from '../../../translator/loss-report.ts'
import { meet } from '../../support/fates.ts'
import { PDF, PNG } from '../../support/responders.ts'

const LLAMA = 'meta.llama3-3-70b-instruct-v1:0'
const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const FABLE = 'anthropic.claude-fable-5'
const NOVA = 'amazon.nova-lite-v1:0'
const NOVA_2 = 'amazon.nova-2-lite-v1:0'
const MICRO = 'amazon.nova-micro-v1:0'
const TITAN = 'amazon.titan-text-express-v1'
const GPT_OSS = 'openai.gpt-oss-20b-1:0'

const user = (...content: JsonObject[]): JsonObject => ({ messages: [{ role: 'user', content }] })
const TEXT = { type: 'text', text: 'a' }
const FILE = { type: 'file', file: { file_data: PDF } }
const IMAGE = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }
const S3_IMAGE = { type: 'image_url', image_url: { url: 's3://b/a.png' } }
const FORMAT = { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } }
const thinking = (block: JsonObject): JsonObject => ({
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b', thinking_blocks: [block] },
    { role: 'user', content: 'c' },
  ],
})

test.each<[modelId: string, body: JsonObject, loss: string]>([
  [LLAMA, { user: 'u' }, 'user dropped: Converse has no such parameter.'],
  [LLAMA, { seed: 1 }, 'seed dropped: Converse has no seed.'],
  [LLAMA, { verbosity: 'low' }, 'verbosity dropped: Converse has no such parameter.'],
  [LLAMA, { tool_choice: 'auto' }, 'tool_choice dropped: There are no tools to choose from.'],
  [LLAMA, { function_call: 'auto' }, 'function_call dropped: There are no tools to choose from.'],
  [LLAMA, { parallel_tool_calls: true }, 'parallel_tool_calls dropped: There are no tools to choose from.'],
  [LLAMA, { anthropic_version: 'v' }, 'anthropic_version dropped: Converse says it to Claude by itself.'],
  [
    NOVA,
    user({ ...TEXT, cache_control: { type: 'ephemeral' } }),
    'prompt_cache_breakpoint dropped: Batches have no prompt cache.',
  ],
  [
    TITAN,
    {
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'a' },
      ],
    },
    'messages changed: This model has no system prompt; the texts of it stand before the first user message.',
  ],
  [
    LLAMA,
    thinking({ type: 'thinking', thinking: 'a', signature: 's' }),
    'messages[].thinking_blocks dropped: This model does not take its thoughts back.',
  ],
  [
    SONNET,
    thinking({ type: 'thinking', thinking: 'a' }),
    'messages[].thinking_blocks dropped: Claude takes only thoughts that it has signed.',
  ],
  [
    NOVA,
    user(TEXT, { type: 'file', file: { file_data: PDF, filename: 'a_b.pdf' } }),
    'messages[].content[].file.filename changed: Names of documents have letters, digits, single spaces, - ( ) [ ] and are not repeated; others are changed.',
  ],
  [GPT_OSS, FORMAT, 'response_format changed: This model is told the schema, and does not always follow it.'],
  [
    SONNET,
    { thinking: { type: 'adaptive' }, reasoning_effort: 'low' },
    'reasoning_effort dropped: thinking stands beside it and wins.',
  ],
  [
    NOVA_2,
    { reasoningConfig: { type: 'disabled' }, reasoning_effort: 'low' },
    'reasoning_effort dropped: reasoningConfig stands beside it and wins.',
  ],
  [
    GPT_OSS,
    { additionalModelRequestFields: { reasoning_effort: 'low' }, reasoning_effort: 'low' },
    'reasoning_effort dropped: reasoning_effort stands beside it and wins.',
  ],
  [NOVA_2, { temperature: 0 }, 'temperature changed: This model takes at least 0.00001; it is sent that.'],
])('of what %s is asked by %j is lost: %s', async (modelId, body, loss) => {
  const { error, lost } = await meet(body, modelId, true)

  expect(error).toBeUndefined()
  expect(lost).toEqual([loss])
})

test.each<[modelId: string, body: JsonObject, param: string, why: string]>([
  [
    SONNET,
    { response_format: { type: 'json_object' } },
    'response_format',
    'Converse has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
  ],
  [
    LLAMA,
    FORMAT,
    'response_format',
    'This model follows no schema in a Converse batch; some do in the InvokeModel form (without --converse).',
  ],
  [GPT_OSS, { reasoning_effort: 'none' }, 'reasoning_effort', 'This model always thinks.'],
  [FABLE, { reasoning_effort: 'none' }, 'reasoning_effort', 'This model always thinks.'],
  [GPT_OSS, { stop: ['END'] }, 'stop', 'This model takes no stop sequences in Converse.'],
  [
    NOVA_2,
    { reasoning_effort: 'high', temperature: 1 },
    'temperature',
    'Nova takes none with the reasoning effort high.',
  ],
])('%s: %j is refused at %s, or dropped: %s', async (modelId, body, param, why) => {
  const { error, lost } = await meet(body, modelId, true)

  expect(error).toContain(`'${param}'. ${why}`)
  expect(lost).toEqual([`${param} dropped: ${why}`])
})

test.each<[modelId: string, body: JsonObject, error: string]>([
  [
    LLAMA,
    { tools: [] as JsonObject[], functions: [{ name: 'f' }] },
    "Unsupported parameter: 'functions'. A Converse batch takes no tools; translate to the InvokeModel form instead (without --converse).",
  ],
  [MICRO, user(TEXT, IMAGE), "Unsupported value: 'messages[0].content[1]'. This model sees no images."],
  [MICRO, user(TEXT, FILE), "Unsupported value: 'messages[0].content[1]'. This model reads no documents."],
  [
    SONNET,
    user(S3_IMAGE),
    "Unsupported value: 'messages[0].content[0]'. This model takes no images out of S3; send it as a data URL.",
  ],
  [
    NOVA,
    user({ type: 'image_url', image_url: { url: 's3://b/a.tiff' } }),
    "Invalid value for 'messages[0].content[0].image_url.url': its name must end with the format of the image: png, jpeg, gif, webp.",
  ],
  [
    NOVA,
    user(TEXT, { type: 'file', file: { file_data: 'data:application/zip;base64,AAAA' } }),
    "Invalid value for 'messages[0].content[1]': application/zip is not a document of pdf, csv, doc, docx, xls, xlsx, html, txt, md.",
  ],
  [NOVA, user(FILE), "Invalid value for 'messages[0]': a message with a document must have text beside it."],
  [SONNET, { thinking: 1 }, "Invalid type for 'thinking': expected an object, but got an integer instead."],
  [SONNET, { top_k: '5' }, "Invalid type for 'top_k': expected a number, but got a string instead."],
])('%s refuses %j always', async (modelId, body, error) => {
  expect(await meet(body, modelId, true)).toEqual({ error, sent: undefined, lost: [] })
})

test.each(['png', 'PNG', 'jpg', 'JPEG', 'gif', 'webp'])('an image out of S3 that ends with .%s', async (extension) => {
  const { error } = await meet(user({ type: 'image_url', image_url: { url: `s3://b.c/a.d.${extension}` } }), NOVA, true)

  expect(error).toBeUndefined()
})

const answer = (content: JsonObject[], changes: JsonObject = {}): string[] => {
  const report = new LossReport('drop')
  const output = { output: { message: { content } }, stopReason: 'end_turn', ...changes }
  toAnswer(output, { modelId: LLAMA, report })
  return report.losses.map(({ param, action, why }) => `${param} ${action}: ${why}`)
}

test('what an answer has no place for is said', () => {
  const told = [{ text: 'a' }, { citationsContent: {} }, { reasoningContent: {} }, { toolUse: { name: 'f' } }]
  const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 5 }

  expect(answer(told)).toEqual([])
  expect(answer([{ video: {} }])).toEqual([`content dropped: OpenAI's answers have no place for a block of "video".`])
  expect(answer([], { usage })).toEqual([
    'usage.total_tokens changed: It is the sum of the others, and Bedrock told another.',
  ])
})

test('why an answer cannot be read is said', () => {
  expect(() => answer([{ toolUse: {} }])).toThrow('it calls a tool without a name.')
  expect(() => answer('a' as never)).toThrow('it has no message with content.')
  expect(() => answer([], { output: { message: 'a' } })).toThrow('it has no message with content.')
})
