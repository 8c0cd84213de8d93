import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../translator/chat/parameters.ts'
import { capabilitiesOf, MODELS } from '../../../translator/families/converse/capabilities.ts'
import { extras, fates } from '../../../translator/families/converse/fates.ts'
import { findMapping, UnmappedModelError } from '../../../translator/families/index.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { conversation } from '../../support/openai-conversations.ts'
import { PDF, PNG } from '../../support/responders.ts'
import { chatLine, translateBody, translateInputText } from '../../support/translation.ts'
import MODEL_IDS from '../formats/models/model-ids.json' with { type: 'json' }

const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0'
const SONNET_4_5 = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const OPUS_4_6 = 'anthropic.claude-opus-4-6-v1'
const OPUS_4_7 = 'anthropic.claude-opus-4-7'
const FABLE_5 = 'anthropic.claude-fable-5'
const NOVA_2 = 'us.amazon.nova-2-lite-v1:0'
const NOVA_LITE = 'amazon.nova-lite-v1:0'
const GPT_OSS = 'openai.gpt-oss-20b-1:0'
const MIXTRAL = 'mistral.mixtral-8x7b-instruct-v0:1'
const TITAN = 'amazon.titan-text-express-v1'
const COMMAND_R = 'cohere.command-r-v1:0'

const TOOL: JsonObject = { type: 'function', function: { name: 'f' } }
const FORMAT: JsonObject = {
  type: 'json_schema',
  json_schema: { name: 'answer', description: 'It', schema: { type: 'object', additionalProperties: false, a: [1] } },
}
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }
const S3_IMAGE: JsonObject = { type: 'image_url', image_url: { url: 's3://bucket/a.jpeg' } }
const FILE: JsonObject = { type: 'file', file: { file_data: PDF, filename: 'a.pdf' } }
const TEXT: JsonObject = { type: 'text', text: 'Sum up' }
const SYSTEM: JsonObject = {
  messages: [
    { role: 'system', content: 'a' },
    { role: 'developer', content: 'b' },
    { role: 'user', content: 'c' },
  ],
}
const PREFILL: JsonObject = {
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b ' },
  ],
}

const times = (count: number, block: Json): Json[] => Array.from({ length: count }, () => block)
const user = (...content: Json[]): JsonObject => ({ messages: [{ role: 'user', content }] })
const translated = (body: JsonObject, modelId: string, unsupported: 'error' | 'drop' = 'error') =>
  translateBody(body, { modelId, converse: true, unsupported })

/** The record's body, without the messages where the body names none. */
const sent = async (body: JsonObject, modelId = LLAMA): Promise<JsonObject> => {
  const { modelInput, error } = await translated(body, modelId)
  if (!modelInput) throw new Error(JSON.stringify(error))
  const { messages, ...others } = modelInput
  return body.messages === undefined ? others : { messages: messages!, ...others }
}
const fieldsOf = async (body: JsonObject, modelId: string): Promise<Json | undefined> =>
  (await sent(body, modelId)).additionalModelRequestFields
const refused = async (body: JsonObject, modelId = LLAMA): Promise<JsonObject | undefined> =>
  (await translated(body, modelId)).error
const dropping = async (body: JsonObject, modelId = LLAMA) =>
  translated(body, modelId, 'drop').then(({ modelInput, dropped }) => ({ ...modelInput, dropped }))

test('the smallest body', async () => {
  expect(await translated({}, LLAMA)).toEqual({
    modelInput: { messages: [{ role: 'user', content: [{ text: 'Hello' }] }] },
    error: undefined,
    dropped: [],
  })
})

describe('a parameter becomes', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['maxTokens', { max_tokens: 50 }, { inferenceConfig: { maxTokens: 50 } }],
    ['maxTokens', { max_completion_tokens: 8192 }, { inferenceConfig: { maxTokens: 8192 } }],
    ['temperature', { temperature: 0 }, { inferenceConfig: { temperature: 0 } }],
    ['topP', { top_p: 0.5 }, { inferenceConfig: { topP: 0.5 } }],
    ['a list of stop sequences', { stop: 'END' }, { inferenceConfig: { stopSequences: ['END'] } }],
    ['stop sequences', { stop: ['a', ' '] }, { inferenceConfig: { stopSequences: ['a', ' '] } }],
    [
      'a guardrail',
      { guardrailConfig: { guardrailIdentifier: 'g' } },
      { guardrailConfig: { guardrailIdentifier: 'g' } },
    ],
    ['metadata', { requestMetadata: { a: 'b' } }, { requestMetadata: { a: 'b' } }],
    [
      'a member of other fields',
      { reasoningConfig: { type: 'disabled' }, additionalModelRequestFields: { x: 1 } },
      { additionalModelRequestFields: { x: 1, reasoningConfig: { type: 'disabled' } } },
    ],
    ['a beta', { anthropic_beta: ['x'] }, { additionalModelRequestFields: { anthropic_beta: ['x'] } }],
    ['nothing', { reasoning_effort: 'none' }, {}],
    ['nothing', { response_format: { type: 'text' } }, {}],
    ['nothing', { additionalModelRequestFields: {} }, {}],
  ])('%s: %j', async (_name, body, expected) => {
    expect(await sent(body)).toEqual(expected)
  })
})

describe('without effect on the answer is', () => {
  test.each<[string, Json]>([
    ['metadata', { a: 'b' }],
    ['store', true],
    ['service_tier', 'flex'],
    ['safety_identifier', 's'],
    ['prompt_cache_key', 'k'],
    ['prompt_cache_options', {}],
    ['prompt_cache_retention', '24h'],
    ['prediction', { type: 'content', content: 'x' }],
    ['stream_options', {}],
    ['user', 'u'],
    ['seed', 1],
    ['verbosity', 'low'],
    ['tool_choice', 'auto'],
    ['function_call', 'none'],
    ['parallel_tool_calls', true],
    ['anthropic_version', 'bedrock-2023-05-31'],
  ])('%s', async (name, value) => {
    expect({ ...fates, ...extras }).toMatchObject({ [name]: { dropped: expect.any(String) as string } })
    expect(await translated({ [name]: value }, LLAMA)).toEqual({
      modelInput: { messages: [{ role: 'user', content: [{ text: 'Hello' }] }] },
      error: undefined,
      dropped: [name],
    })
  })
})

describe('refused, and left out where that is wanted, is', () => {
  test.each<[string, JsonObject, string, string]>([
    ['frequency_penalty', { frequency_penalty: 1 }, LLAMA, 'Converse has no penalties.'],
    ['presence_penalty', { presence_penalty: 1 }, LLAMA, 'Converse has no penalties.'],
    ['logit_bias', { logit_bias: { 1: 1 } }, LLAMA, 'Tokens of another tokenizer mean nothing to the model.'],
    ['logprobs', { logprobs: true }, LLAMA, 'Converse does not tell probabilities.'],
    ['top_logprobs', { top_logprobs: 1 }, LLAMA, 'Converse does not tell probabilities.'],
    ['moderation', { moderation: {} }, LLAMA, 'Bedrock has no moderation beside its guardrails.'],
    ['web_search_options', { web_search_options: {} }, LLAMA, 'Models of Bedrock do not search the web.'],
    ['unheard_of', { unheard_of: 1 }, LLAMA, 'No model of this family takes it.'],
    ['temperature', { temperature: 1.01 }, LLAMA, 'This model takes at most 1.'],
    ['top_k', { top_k: 5 }, LLAMA, 'This model has no such parameter in Converse.'],
    ['thinking', { thinking: { type: 'adaptive' } }, LLAMA, 'Only Claude takes it.'],
    ['output_config', { output_config: { effort: 'low' } }, LLAMA, 'Only Claude takes it.'],
    ['response_format', { response_format: { type: 'json_object' } }, SONNET_4_5, 'Converse has no mode for JSON'],
    ['response_format', { response_format: FORMAT }, LLAMA, 'This model follows no schema in a Converse batch'],
    ['reasoning_effort', { reasoning_effort: 'low' }, LLAMA, 'This model cannot be asked to think.'],
    ['reasoning_effort', { reasoning_effort: 'low' }, 'us.deepseek.r1-v1:0', 'This model thinks as it will.'],
    ['reasoning_effort', { reasoning_effort: 'none' }, 'us.deepseek.r1-v1:0', 'This model thinks as it will.'],
    ['reasoning_effort', { reasoning_effort: 'none' }, GPT_OSS, 'This model always thinks.'],
    ['stop', { stop: 'END' }, GPT_OSS, 'This model takes no stop sequences in Converse.'],
    ['stop', { stop: [''] }, LLAMA, 'An empty stop sequence stops nothing.'],
    ['stop', { stop: [' \n'] }, SONNET_4_5, 'Claude refuses stop sequences of nothing but white space.'],
    ['stop', { stop: ['END'] }, TITAN, 'Titan stops at User: and at rows of | only.'],
    ['max_tokens', { max_tokens: 4097 }, MIXTRAL, 'This model writes at most 4096 tokens.'],
    ['messages[1]', PREFILL, LLAMA, 'This model does not continue an answer'],
    ['messages[1]', PREFILL, OPUS_4_6, 'This model does not continue an answer'],
    ['top_p', { temperature: 0.5, top_p: 0.5 }, SONNET_4_5, 'This model takes temperature or top_p, not both.'],
    ['top_k', { top_k: 5 }, OPUS_4_7, 'This model takes no sampling parameters.'],
    ['reasoning_effort', { reasoning_effort: 'none' }, FABLE_5, 'This model always thinks.'],
  ])('%s of %j for %s', async (param, body, modelId, why) => {
    expect(await refused(body, modelId)).toMatchObject({ param, message: expect.stringContaining(why) as string })
    expect((await dropping(body, modelId)).dropped).toEqual([param.replace('[1]', '[]')])
  })

  test('a value beyond its bound', async () => {
    expect(await dropping({ temperature: 1.5, max_tokens: 5000 }, MIXTRAL)).toMatchObject({
      inferenceConfig: { temperature: 1, maxTokens: 4096 },
    })
  })
})

describe('refused whatever the options say is', () => {
  const calls = [{ id: 'c', function: { name: 'f', arguments: '{}' } }]
  const called = {
    messages: [
      { role: 'user', content: 'a' },
      { role: 'assistant', tool_calls: calls },
    ],
  }
  const answered = { messages: [...called.messages, { role: 'tool', tool_call_id: 'c', content: 'b' }] }

  test.each<[string, JsonObject, string]>([
    ['audio', { audio: {} }, 'Models of Bedrock batches do not speak.'],
    ['modalities', { modalities: ['audio'] }, 'Models of Bedrock batches answer in text.'],
    ['n', { n: 2 }, '--fan-out'],
    ['tools', { tools: [TOOL] }, 'translate to the InvokeModel form instead (without --converse)'],
    ['functions', { functions: [{ name: 'f' }] }, 'translate to the InvokeModel form instead (without --converse)'],
    ['messages[1].tool_calls[0]', answered, 'translate to the InvokeModel form instead (without --converse)'],
    ['additionalModelRequestFields', { additionalModelRequestFields: 'x' }, 'expected an object'],
    ['thinking', { thinking: true }, 'expected an object'],
    ['output_config', { output_config: [] }, 'expected an object'],
    ['top_k', { top_k: 'many' }, 'expected a number'],
    ['messages[0]', user(FILE), 'must have text beside it'],
    ['messages[0].content[20]', user(...times(21, IMAGE)), 'at most 20 blocks of type image'],
    ['messages[0].content[6]', user(TEXT, ...times(6, FILE)), 'at most 5 blocks of type document'],
  ])('%s', async (param, body, why) => {
    const error = { param, message: expect.stringContaining(why) as string }
    expect(await refused(body, SONNET_4_5)).toMatchObject(error)
    expect((await translated(body, SONNET_4_5, 'drop')).error).toMatchObject(error)
  })

  test('a list of as many images and documents as are allowed is not', async () => {
    expect(await refused(user(TEXT, ...times(20, IMAGE), ...times(5, FILE)), NOVA_LITE)).toBe(undefined)
  })
})

test('every parameter has a fate, and the table no other', () => {
  expect(Object.keys(fates).toSorted()).toEqual(CHAT_PARAMETERS.toSorted())
})

describe('of the models', () => {
  test.each<[string, JsonObject]>([
    [LLAMA, { system: [{ text: 'a' }, { text: 'b' }], messages: [{ role: 'user', content: [{ text: 'c' }] }] }],
    [NOVA_2, { system: [{ text: 'a\n\nb' }], messages: [{ role: 'user', content: [{ text: 'c' }] }] }],
    [TITAN, { messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }] }],
    [MIXTRAL, { messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }] }],
  ])('%s gets system texts its way', async (modelId, expected) => {
    expect(await sent(SYSTEM, modelId)).toEqual(expected)
    expect((await translated(SYSTEM, modelId)).dropped).toEqual(expected.system ? [] : ['messages'])
  })

  test.each<[string, string, string[]]>([
    ['anthropic.claude-v2:1', 'documents, prefill', ['blank']],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'images, documents, prefill', ['blank']],
    ['anthropic.claude-3-5-haiku-20241022-v1:0', 'documents, prefill', ['blank']],
    [SONNET_4_5, 'images, documents, prefill, schema', ['blank']],
    [OPUS_4_6, 'images, documents, schema', ['blank']],
    [OPUS_4_7, 'images, documents', ['blank']],
    ['anthropic.claude-sonnet-9', 'images, documents', ['blank']],
    ['amazon.nova-micro-v1:0', 'prefill', []],
    [NOVA_LITE, 'images, images in S3, documents, prefill', []],
    ['amazon.nova-premier-v1:0', 'images, images in S3, documents, prefill', []],
    [NOVA_2, 'images, documents, prefill', []],
    ['amazon.titan-text-premier-v1:0', '', ['blank', 'END']],
    [TITAN, 'documents', ['blank', 'END']],
    ['meta.llama2-13b-chat-v1', 'documents', []],
    [LLAMA, 'documents', []],
    ['meta.llama3-2-3b-instruct-v1:0', 'documents', []],
    ['meta.llama3-2-11b-instruct-v1:0', 'images, documents', []],
    ['meta.llama3-2-90b-instruct-v1:0', 'images, documents', []],
    ['meta.llama4-maverick-17b-instruct-v1:0', 'images, documents', []],
    ['mistral.mistral-7b-instruct-v0:2', 'documents', []],
    ['mistral.mistral-large-2407-v1:0', 'documents', []],
    ['mistral.mistral-large-3-675b-instruct', 'images, documents, schema', []],
    ['mistral.ministral-3-3b-instruct', 'images, documents, schema', []],
    ['mistral.pixtral-large-2502-v1:0', 'images, documents', []],
    ['mistral.magistral-small-2509', 'images, documents', []],
    ['mistral.voxtral-mini-3b-2507', 'schema', []],
    ['mistral.devstral-2-123b', 'documents', []],
    [COMMAND_R, 'documents', []],
    ['ai21.jamba-instruct-v1:0', '', []],
    ['ai21.jamba-1-5-mini-v1:0', 'documents', []],
    ['deepseek.r1-v1:0', 'documents', []],
    ['deepseek.v3-v1:0', 'schema', ['blank', 'END']],
    ['deepseek.v3.1', 'schema', ['blank', 'END']],
    ['deepseek.v3.2', 'schema', ['blank', 'END']],
    [GPT_OSS, 'schema', ['blank', 'END']],
    ['qwen.qwen3-32b-v1:0', 'schema', ['blank', 'END']],
    ['qwen.qwen3-coder-next', '', ['blank', 'END']],
    ['qwen.qwen3-vl-235b-a22b', 'images, schema', ['blank', 'END']],
    ['google.gemma-3-4b-it', 'images', ['blank', 'END']],
    ['google.gemma-3-27b-it', 'images, schema', ['blank', 'END']],
    ['minimax.minimax-m2', 'schema', ['blank', 'END']],
    ['minimax.minimax-m2.1', '', ['blank', 'END']],
    ['moonshot.kimi-k2-thinking', 'schema', ['blank', 'END']],
    ['moonshotai.kimi-k2.5', 'images', ['blank', 'END']],
    ['moonshotai.kimi-k3', 'images', ['blank', 'END']],
    ['zai.glm-4.7', '', ['blank', 'END']],
    ['zai.glm-5', 'schema', ['blank', 'END']],
    ['nvidia.nemotron-nano-12b-v2', 'images', []],
    ['nvidia.nemotron-nano-3-30b', 'schema', []],
    ['nvidia.nemotron-nano-9b-v2', '', []],
  ])('%s takes %s, and no stop sequence of %j', async (modelId, takes, stops) => {
    const taken = {
      images: await refused(user(IMAGE), modelId),
      'images in S3': await refused(user(S3_IMAGE), modelId),
      documents: await refused(user(TEXT, FILE), modelId),
      prefill: await refused(PREFILL, modelId),
      schema: await refused({ response_format: FORMAT }, modelId),
    }
    const stopped = { blank: await refused({ stop: ' ' }, modelId), END: await refused({ stop: 'END' }, modelId) }

    expect(
      Object.entries(taken)
        .flatMap(([name, error]) => (error ? [] : name))
        .join(', '),
    ).toBe(takes)
    expect(Object.entries(stopped).flatMap(([name, error]) => (error ? name : []))).toEqual(stops)
  })

  test.each<[string, Json]>([
    [SONNET_4_5, { top_k: 5 }],
    ['anthropic.claude-instant-v1', { top_k: 5 }],
    [NOVA_LITE, { inferenceConfig: { topK: 5 } }],
    [NOVA_2, { inferenceConfig: { topK: 5 } }],
    [MIXTRAL, { top_k: 5 }],
    [COMMAND_R, { k: 5 }],
  ])('%s has top_k in its own place', async (modelId, fields) => {
    expect(await fieldsOf({ top_k: 5 }, modelId)).toEqual(fields)
  })

  test('top_k stands beside what the client wrote in its place', async () => {
    const additionalModelRequestFields = { inferenceConfig: { x: 1 } }
    expect(await fieldsOf({ top_k: 5, additionalModelRequestFields }, NOVA_LITE)).toEqual({
      inferenceConfig: { x: 1, topK: 5 },
    })
  })

  test.each<[string, string, Json, string[]]>([
    [GPT_OSS, 'low', { reasoning_effort: 'low' }, []],
    [GPT_OSS, 'max', { reasoning_effort: 'high' }, ['reasoning_effort']],
    ['deepseek.v3-v1:0', 'high', { reasoning_effort: 'high' }, []],
    ['moonshot.kimi-k2-thinking', 'medium', { reasoning_effort: 'medium' }, []],
    ['moonshotai.kimi-k2.5', 'high', { reasoning_config: 'high' }, []],
    ['moonshotai.kimi-k3', 'medium', { reasoning_effort: 'low' }, ['reasoning_effort']],
    ['moonshotai.kimi-k3', 'max', { reasoning_effort: 'max' }, []],
    ['zai.glm-4.7-flash', 'low', { reasoning_config: 'low' }, []],
    [NOVA_2, 'minimal', { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } }, ['reasoning_effort']],
    [NOVA_2, 'high', { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } }, []],
  ])('%s thinks with the effort %s by %j', async (modelId, reasoning_effort, fields, dropped) => {
    expect(await fieldsOf({ reasoning_effort }, modelId)).toEqual(fields)
    expect((await translated({ reasoning_effort }, modelId)).dropped).toEqual(dropped)
  })

  test.each([NOVA_2, 'deepseek.v3-v1:0', 'zai.glm-4.7'])('%s is not told to think with no effort', async (modelId) => {
    expect(await sent({ reasoning_effort: 'none' }, modelId)).toEqual({})
  })

  test.each<[string, JsonObject]>([
    [NOVA_2, { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } }],
    [GPT_OSS, { additionalModelRequestFields: { reasoning_effort: 'low' } }],
  ])('%s: the client’s own member wins over an effort', async (modelId, own) => {
    const body = { reasoning_effort: 'high', ...own }
    expect(await dropping(body, modelId)).toMatchObject({
      additionalModelRequestFields: own.additionalModelRequestFields ?? own,
      dropped: ['reasoning_effort'],
    })
  })

  test('Nova 2 has its limits here too', async () => {
    expect(await sent({ temperature: 0, max_tokens: 64_000 }, NOVA_2)).toEqual({
      inferenceConfig: { maxTokens: 64_000, temperature: 0.00001 },
    })
    expect(await refused({ reasoning_effort: 'high', max_tokens: 5 }, NOVA_2)).toMatchObject({ param: 'max_tokens' })
    expect(await refused({ max_tokens: 10_001 }, NOVA_LITE)).toMatchObject({ param: 'max_tokens' })
  })

  test.each([
    ['anthropic.claude-v2:1', 4096],
    ['anthropic.claude-3-haiku-20240307-v1:0', 4096],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 32_000],
    [SONNET_4_5, 64_000],
    [LLAMA, 8192],
    ['meta.llama3-8b-instruct-v1:0', 2048],
    [TITAN, 8192],
    ['amazon.titan-text-premier-v1:0', 3072],
    [MIXTRAL, 4096],
    ['mistral.mistral-7b-instruct-v0:2', 8192],
    ['mistral.pixtral-large-2502-v1:0', 8192],
    ['ai21.jamba-1-5-mini-v1:0', 4096],
    ['deepseek.r1-v1:0', 32_768],
  ])('%s writes at most %i tokens here too', async (modelId, most) => {
    expect(await sent({ max_tokens: most }, modelId)).toEqual({ inferenceConfig: { maxTokens: most } })
    expect((await refused({ max_completion_tokens: most + 1 }, modelId))?.message).toBe(
      `Unsupported value: 'max_completion_tokens'. This model writes at most ${most} tokens.`,
    )
  })

  test.each([COMMAND_R, GPT_OSS])('of %s no bound of tokens is known', async (modelId) => {
    expect(await sent({ max_tokens: 1_000_000 }, modelId)).toEqual({ inferenceConfig: { maxTokens: 1_000_000 } })
  })

  test('Claude 3.7 writes more for who asks for it by its flag', async () => {
    const body = { max_tokens: 128_000, anthropic_beta: ['output-128k-2025-02-19'] }
    expect(await sent(body, 'anthropic.claude-3-7-sonnet-20250219-v1:0')).toMatchObject({
      inferenceConfig: { maxTokens: 128_000 },
    })
  })

  test('gpt-oss is told a schema, which is reported', async () => {
    expect((await translated({ response_format: FORMAT }, GPT_OSS)).dropped).toEqual(['response_format'])
    expect((await translated({ response_format: FORMAT }, SONNET_4_5)).dropped).toEqual([])
  })

  test('each that is known is listed, and others are asked for nothing of their own', () => {
    const isChat = (family: string | null): boolean =>
      family !== null && !/embed|image|^cohere-command$|j2/.test(family)
    const ids = Object.entries(MODEL_IDS).flatMap(([id, family]) => (isChat(family) ? id : []))
    expect(ids.filter((id) => !MODELS.some(([pattern]) => pattern.test(id)))).toEqual([])
    expect(capabilitiesOf('new.model')).toMatchObject({
      images: 'bytes',
      schema: 'none',
      thinking: 'none',
      prefill: false,
    })
  })
})

describe('Claude', () => {
  const thoughts = [
    { type: 'thinking', thinking: 'Hm', signature: 's' },
    { type: 'redacted_thinking', data: 'eA==' },
  ]
  const saying = (thinking_blocks: Json[]): JsonObject => ({
    messages: [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b', thinking_blocks },
      { role: 'user', content: 'c' },
    ],
  })

  test('thinks with a budget, under the limit or the model’s own', async () => {
    const thinking = { type: 'enabled', budget_tokens: 2048 }
    const additionalModelResponseFieldPaths = ['/usage/output_tokens_details']
    expect(await sent({ reasoning_effort: 'medium' }, SONNET_4_5)).toEqual({
      additionalModelRequestFields: { thinking },
      additionalModelResponseFieldPaths,
    })
    expect(await sent({ reasoning_effort: 'medium', max_tokens: 100 }, SONNET_4_5)).toEqual({
      inferenceConfig: { maxTokens: 2148 },
      additionalModelRequestFields: { thinking },
      additionalModelResponseFieldPaths,
    })
  })

  test('thinks adaptively with an effort, beside what else is configured', async () => {
    expect(await sent({ reasoning_effort: 'low', output_config: { x: 1 } }, OPUS_4_7)).toEqual({
      additionalModelRequestFields: {
        thinking: { type: 'adaptive', display: 'summarized' },
        output_config: { x: 1, effort: 'low' },
      },
      additionalModelResponseFieldPaths: ['/usage/output_tokens_details'],
    })
  })

  test('that always thinks is asked for its tokens of thoughts, one that does not think is not', async () => {
    expect(await sent({}, FABLE_5)).toEqual({ additionalModelResponseFieldPaths: ['/usage/output_tokens_details'] })
    expect(await sent({ thinking: { type: 'disabled' } }, OPUS_4_6)).toEqual({
      additionalModelRequestFields: { thinking: { type: 'disabled' } },
    })
  })

  test('thinks as the client says in Claude’s words, over an effort', async () => {
    const thinking = { type: 'adaptive' }
    for (const own of [{ thinking }, { additionalModelRequestFields: { thinking } }])
      expect(await dropping({ reasoning_effort: 'max', ...own }, OPUS_4_6)).toMatchObject({
        additionalModelRequestFields: { thinking },
        dropped: ['reasoning_effort'],
      })
  })

  test('is given back the thoughts that it has signed', async () => {
    const reasoning = [
      { reasoningContent: { reasoningText: { text: 'Hm', signature: 's' } } },
      { reasoningContent: { redactedContent: 'eA==' } },
    ]
    expect(await translated(saying(thoughts), SONNET_4_5)).toMatchObject({
      modelInput: { messages: [{}, { content: [...reasoning, { text: 'b' }] }, {}] },
      dropped: [],
    })
  })

  test.each<[string, Json, string]>([
    ['without a signature', { type: 'thinking', thinking: 'Hm' }, SONNET_4_5],
    ['with a blank signature', { type: 'thinking', thinking: 'Hm', signature: '' }, SONNET_4_5],
    ['without a text', { type: 'thinking', signature: 's' }, SONNET_4_5],
    ['without data', { type: 'redacted_thinking' }, SONNET_4_5],
    ['of another kind', { type: 'musing', thinking: 'Hm', signature: 's' }, SONNET_4_5],
    ['of another model', thoughts[0]!, LLAMA],
  ])('and others are not given thoughts %s', async (_name, thought, modelId) => {
    expect(await translated(saying([thought]), modelId)).toMatchObject({
      modelInput: { messages: [{}, { content: [{ text: 'b' }] }, {}] },
      dropped: ['messages[].thinking_blocks'],
    })
  })

  test('may be begun for, without white space at the end', async () => {
    expect(await translated(PREFILL, SONNET_4_5)).toMatchObject({
      modelInput: { messages: [{}, { role: 'assistant', content: [{ text: 'b' }] }] },
      dropped: ['messages[].content'],
    })
  })
})

test('a schema of the answer is a text, numbers as they stood', async () => {
  const line = chatLine({ response_format: FORMAT }).replace('"a":[1]', '"a":[1.0]')
  const { records } = await translateInputText(line, { modelId: SONNET_4_5, converse: true })
  const jsonSchema = {
    schema: '{"type":"object","additionalProperties":false,"a":[1.0]}',
    name: 'answer',
    description: 'It',
  }
  expect(JSON.parse(records)).toMatchObject({
    modelInput: { outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema } } } },
  })
})

describe('a document', () => {
  const file = (file_data: string, filename?: string): JsonObject => ({
    type: 'file',
    file: { file_data, ...(filename !== undefined && { filename }) },
  })
  const documents = async (...files: JsonObject[]) => {
    const { modelInput, dropped } = await translated(user(TEXT, ...files), NOVA_LITE)
    const { messages } = modelInput as { messages: [{ content: { document?: { name: string; format: string } }[] }] }
    const names = messages[0].content.flatMap(({ document }) => (document ? `${document.name}|${document.format}` : []))
    return { names, dropped }
  }
  const changed = ['messages[].content[].file.filename']

  test.each<[string | undefined, string, string[]]>([
    ['a.pdf', 'a|pdf', []],
    ['a', 'a|pdf', []],
    ['.pdf', '-pdf|pdf', changed],
    ['a.PDF', 'a|pdf', []],
    ['a.zip', 'a-zip|pdf', changed],
    ['a_b/c.pdf', 'a-b-c|pdf', changed],
    ['a \t b [1] (2).pdf', 'a b [1] (2)|pdf', changed],
    ['日本.pdf', '--|pdf', changed],
    [' .pdf', 'document|pdf', changed],
    [`${'a'.repeat(201)}.pdf`, `${'a'.repeat(200)}|pdf`, changed],
    [undefined, 'document|pdf', []],
  ])('called %j is %s', async (name, expected, dropped) => {
    expect(await documents(file(PDF, name))).toEqual({ names: [expected], dropped })
  })

  test('has a name of its own', async () => {
    const long = `${'a'.repeat(200)}.pdf`
    expect(await documents(file(PDF, 'a.pdf'), file(PDF, 'a.pdf'), file(PDF, 'a-2.pdf'))).toEqual({
      names: ['a|pdf', 'a-2|pdf', 'a-2-2|pdf'],
      dropped: changed,
    })
    expect((await documents(file(PDF, long), file(PDF, long))).names[1]).toBe(`${'a'.repeat(190)}-2|pdf`)
    expect(await documents(file(PDF), file(PDF))).toEqual({ names: ['document|pdf', 'document-2|pdf'], dropped: [] })
  })

  test.each([
    ['data:text/csv;base64,YQ==', 'csv'],
    ['data:application/msword;base64,YQ==', 'doc'],
    ['data:application/vnd.openxmlformats-officedocument.wordprocessingml.document;base64,YQ==', 'docx'],
    ['data:application/vnd.ms-excel;base64,YQ==', 'xls'],
    ['data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,YQ==', 'xlsx'],
    ['data:text/html;base64,YQ==', 'html'],
    ['data:,a', 'txt'],
    ['data:text/markdown,a', 'md'],
  ])('%s has the format %s', async (data, format) => {
    expect((await documents(file(data, 'x.pdf'))).names).toEqual([`x|${format}`])
  })

  test('of a type that says nothing has the format of its name', async () => {
    expect((await documents(file('data:application/octet-stream;base64,YQ==', 'x.Docx'))).names).toEqual(['x|docx'])
    expect(await refused(user(TEXT, file('data:application/zip;base64,YQ==', 'x.zip')), NOVA_LITE)).toMatchObject({
      param: 'messages[0].content[1]',
    })
  })
})

describe('Converse', () => {
  test.each([
    ['amazon.titan-embed-text-v2:0', 'Converse makes no embeddings'],
    ['amazon.titan-embed-text-v1', 'Converse makes no embeddings'],
    ['amazon.titan-embed-image-v1', 'Converse makes no embeddings'],
    ['amazon.nova-2-multimodal-embeddings-v1:0', 'Converse makes no embeddings'],
    ['cohere.embed-english-v3', 'Converse makes no embeddings'],
    ['cohere.embed-v4:0', 'Converse makes no embeddings'],
    ['cohere.command-text-v14', 'Converse does not chat with this model'],
    ['ai21.j2-ultra-v1', 'Converse does not chat with this model'],
    ['amazon.nova-canvas-v1:0', 'makes images'],
    ['xai.grok-4.3', 'nothing says which family'],
  ])('has no mapping for %s: %s', async (modelId, why) => {
    const found = findMapping(modelId, { converse: true })
    await expect(found).rejects.toThrow(UnmappedModelError)
    await expect(found).rejects.toThrow(why)
  })

  test.each(['anthropic.claude-v2', TITAN, LLAMA, COMMAND_R, NOVA_2])(
    'has one mapping for %s and others',
    async (id) => {
      expect((await findMapping(id, { converse: true })).mapping).toBe(
        (await findMapping(SONNET_4_5, { converse: true })).mapping,
      )
    },
  )
})

interface SentRecord {
  modelInput: { system?: { text: string }[]; messages: { role: string; content: { text: string }[] }[] }
}

describe('whatever', () => {
  const isWithoutTools = ({ calls }: { calls: unknown[] }): boolean => calls.length === 0

  test.each([LLAMA, SONNET_4_5, MIXTRAL])('is said to %s, texts and their order are found again', async (modelId) => {
    await fc.assert(
      fc.asyncProperty(conversation().filter(isWithoutTools), async ({ messages, texts }) => {
        const { records } = await translateInputText(chatLine({ messages }), { modelId, converse: true })

        const { system = [], messages: turns } = (JSON.parse(records) as SentRecord).modelInput
        const blocks = [...system, ...turns.flatMap(({ content }) => content)]
        expect(blocks).toEqual(texts.map((text) => ({ text })))
        expect(turns.map(({ role }) => role)).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')))
      }),
      { numRuns: 40 },
    )
  })

  test('the body and the model are, it becomes a record or an error line', async () => {
    const names = [...Object.keys(fates), ...Object.keys(extras), 'messages', '__proto__', 'constructor']
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('low', 'max', 'none'),
      fc.object({ maxDepth: 1 }),
    )
    const body = fc.dictionary(fc.constantFrom(...names), value as fc.Arbitrary<Json>, { maxKeys: 6 })
    const ids = fc.constantFrom(LLAMA, SONNET_4_5, OPUS_4_6, FABLE_5, NOVA_2, GPT_OSS, TITAN)
    await fc.assert(
      fc.asyncProperty(body, ids, fc.boolean(), async (some, modelId, drop) => {
        const options = { modelId, converse: true, unsupported: drop ? 'drop' : 'error' } as const
        const { records, errors, batchErrors } = await translateInputText(chatLine(some), options)
        expect(records.length + errors.length + batchErrors.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
