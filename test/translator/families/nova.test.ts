import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../translator/chat/parameters.ts'
import { capabilitiesOf, MODELS } from '../../../translator/families/nova/capabilities.ts'
import { extras, fates } from '../../../translator/families/nova/fates.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { FAMILIES } from '../../../translator/formats/models/index.ts'
import { conversation } from '../../support/openai-conversations.ts'
import { PNG } from '../../support/responders.ts'
import { chatLine, translateBody, translateInputText } from '../../support/translation.ts'
import MODEL_IDS from '../formats/models/model-ids.json' with { type: 'json' }

const MICRO = 'us.amazon.nova-micro-v1:0'
const LITE = 'amazon.nova-lite-v1:0'
const NOVA_2 = 'global.amazon.nova-2-lite-v1:0'

const TOOL: JsonObject = { type: 'function', function: { name: 'f' } }
const OTHER: JsonObject = { type: 'function', function: { name: 'g', description: 'Does g' } }
const SPEC = { toolSpec: { name: 'f', inputSchema: { json: { type: 'object', properties: {} } } } }
const CALLED: Json[] = [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{"a":1}' } }] },
  { role: 'tool', tool_call_id: 'c', content: 'ok' },
]
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }
const S3_IMAGE: JsonObject = { type: 'image_url', image_url: { url: 's3://bucket/a.webp' } }

const user = (...content: Json[]): JsonObject => ({ messages: [{ role: 'user', content }] })
const withSchema = (parameters: JsonObject): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'f', parameters } }],
})
const format = (schema: JsonObject): JsonObject => ({
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
})

/** The record's body beside what every record has. */
const sent = async (body: JsonObject, modelId = LITE): Promise<JsonObject> => {
  const { modelInput, error } = await translateBody(body, { modelId })
  if (!modelInput) throw new Error(JSON.stringify(error))
  const { schemaVersion, messages, ...others } = modelInput
  expect(schemaVersion).toBe('messages-v1')
  return body.messages === undefined ? others : { messages: messages!, ...others }
}
const schemaOf = async (parameters: JsonObject): Promise<Json> => {
  const { toolConfig } = (await sent(withSchema(parameters))) as {
    toolConfig: { tools: [{ toolSpec: { inputSchema: { json: Json } } }] }
  }
  return toolConfig.tools[0].toolSpec.inputSchema.json
}
const refused = async (body: JsonObject, modelId = LITE): Promise<JsonObject | undefined> =>
  (await translateBody(body, { modelId })).error
const dropping = async (body: JsonObject, modelId = LITE) =>
  translateBody(body, { modelId, unsupported: 'drop' }).then(({ modelInput, dropped }) => ({ ...modelInput, dropped }))

test('the smallest body', async () => {
  expect(await translateBody({}, { modelId: LITE })).toEqual({
    modelInput: { schemaVersion: 'messages-v1', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] },
    error: undefined,
    dropped: [],
  })
})

describe('a parameter becomes', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['maxTokens', { max_tokens: 50 }, { inferenceConfig: { maxTokens: 50 } }],
    ['maxTokens', { max_completion_tokens: 50 }, { inferenceConfig: { maxTokens: 50 } }],
    ['maxTokens', { max_tokens: 9, max_completion_tokens: 50 }, { inferenceConfig: { maxTokens: 50 } }],
    ['temperature', { temperature: 0 }, { inferenceConfig: { temperature: 0 } }],
    ['topP', { top_p: 0.5 }, { inferenceConfig: { topP: 0.5 } }],
    ['topK', { top_k: 0 }, { inferenceConfig: { topK: 0 } }],
    ['a list of stop sequences', { stop: 'END' }, { inferenceConfig: { stopSequences: ['END'] } }],
    ['stop sequences', { stop: ['a', 'b'] }, { inferenceConfig: { stopSequences: ['a', 'b'] } }],
    [
      'reasoningConfig where it stood',
      { reasoningConfig: { type: 'disabled' } },
      { reasoningConfig: { type: 'disabled' } },
    ],
    ['tools', { tools: [TOOL] }, { toolConfig: { tools: [SPEC] } }],
    ['tools', { functions: [{ name: 'f' }] }, { toolConfig: { tools: [SPEC] } }],
    ['auto', { tools: [TOOL], tool_choice: 'auto' }, { toolConfig: { tools: [SPEC], toolChoice: { auto: {} } } }],
    ['any', { tools: [TOOL], tool_choice: 'required' }, { toolConfig: { tools: [SPEC], toolChoice: { any: {} } } }],
    ['nothing', { tools: [TOOL], tool_choice: 'none' }, {}],
    ['nothing', { tools: [TOOL], parallel_tool_calls: true }, { toolConfig: { tools: [SPEC] } }],
    ['nothing', { parallel_tool_calls: false }, {}],
    [
      'a named tool',
      { tools: [TOOL], tool_choice: { type: 'function', function: { name: 'f' } } },
      { toolConfig: { tools: [SPEC], toolChoice: { tool: { name: 'f' } } } },
    ],
    [
      'a named tool',
      { functions: [{ name: 'f' }], function_call: { name: 'f' } },
      { toolConfig: { tools: [SPEC], toolChoice: { tool: { name: 'f' } } } },
    ],
    [
      'the allowed tools',
      {
        tools: [OTHER, TOOL],
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'f' } }] },
        },
      },
      { toolConfig: { tools: [SPEC], toolChoice: { any: {} } } },
    ],
    ['nothing', { reasoning_effort: 'none' }, {}],
    ['nothing', { response_format: { type: 'text' } }, {}],
  ])('%s: %j', async (_name, body, expected) => {
    expect(await sent(body)).toEqual(expected)
  })

  test('a tool that must be called, for a schema of the answer', async () => {
    expect(await sent(format({ type: 'object', properties: { a: {} } }))).toMatchObject({
      toolConfig: {
        tools: [{ toolSpec: { name: 'outcrop_json_schema', inputSchema: { json: { properties: { a: {} } } } } }],
        toolChoice: { tool: { name: 'outcrop_json_schema' } },
      },
    })
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
  ])('%s', async (name, value) => {
    expect((fates as Record<string, unknown>)[name]).toHaveProperty('dropped')
    expect(await translateBody({ [name]: value }, { modelId: LITE })).toMatchObject({
      dropped: [name],
      modelInput: { messages: [{ content: [{ text: 'Hello' }] }] },
    })
  })
})

describe('refused, and left out where that is wanted, is', () => {
  test.each<[string, JsonObject, string]>([
    ['frequency_penalty', { frequency_penalty: 1 }, 'Nova has no penalties.'],
    ['presence_penalty', { presence_penalty: 1 }, 'Nova has no penalties.'],
    ['logit_bias', { logit_bias: { 1: 1 } }, 'Tokens of another tokenizer mean nothing to Nova.'],
    ['logprobs', { logprobs: true }, 'Nova does not tell probabilities.'],
    ['top_logprobs', { top_logprobs: 1 }, 'Nova does not tell probabilities.'],
    ['moderation', { moderation: {} }, 'Bedrock has no moderation beside its guardrails.'],
    ['web_search_options', { web_search_options: {} }, 'Models of Bedrock do not search the web.'],
    ['unheard_of', { unheard_of: 1 }, 'No model of this family takes it.'],
    ['reasoning_effort', { reasoning_effort: 'low' }, 'This model does not think.'],
    ['stop', { stop: [''] }, 'An empty stop sequence stops nothing.'],
    ['response_format', { response_format: { type: 'json_object' } }, 'Nova has no mode for JSON'],
    ['response_format', { ...format({ type: 'object' }), tools: [TOOL] }, 'there are other tools'],
    ['parallel_tool_calls', { tools: [TOOL], parallel_tool_calls: false }, 'Nova cannot be forbidden'],
    ['temperature', { temperature: 1.01 }, 'This model takes at most 1.'],
    ['top_k', { top_k: -1 }, 'This model takes at least 0.'],
    ['top_k', { top_k: 129 }, 'This model takes at most 128.'],
    ['max_tokens', { max_tokens: 10_001 }, 'This model writes at most 10000 tokens.'],
    ['tool_choice', { messages: CALLED, tools: [TOOL], tool_choice: 'none' }, 'a conversation with calls'],
    ['tools[0].function.parameters.allOf', withSchema({ type: 'object', allOf: [] }), 'At the top of a schema'],
  ])('%s of %j', async (param, body, why) => {
    expect(await refused(body)).toMatchObject({ param, message: expect.stringContaining(why) as string })
    expect((await dropping(body)).dropped).toEqual([param.replace('[0]', '[]')])
  })

  test('a value beyond its bound, or what is near is sent', async () => {
    expect(await dropping({ temperature: 1.5, top_k: 500, max_tokens: 20_000 })).toMatchObject({
      inferenceConfig: { temperature: 1, topK: 128, maxTokens: 10_000 },
    })
    expect(await dropping({ messages: CALLED, tools: [TOOL], tool_choice: 'none' })).toMatchObject({
      toolConfig: { tools: [SPEC], toolChoice: { auto: {} } },
    })
    expect(await dropping({ tools: [TOOL], parallel_tool_calls: false })).toMatchObject({
      toolConfig: { tools: [SPEC] },
    })
  })
})

describe('refused whatever the options say is', () => {
  test.each<[string, JsonObject]>([
    ['audio', { audio: {} }],
    ['modalities', { modalities: ['audio'] }],
    ['n', { n: 2 }],
    ['messages[0].content[0]', user({ type: 'file', file: { file_data: 'JVBERi0=', filename: 'a.pdf' } })],
    ['messages[0].content[0].image_url.url', user({ type: 'image_url', image_url: { url: 's3://bucket/a' } })],
    ['tools[0].function.parameters.type', withSchema({ type: 'string' })],
    ['tools[0].function.parameters', withSchema({ properties: { a: { $ref: '#/$defs/a' } } })],
  ])('%s', async (param, body) => {
    expect(await refused(body)).toMatchObject({ param })
    expect((await translateBody(body, { modelId: LITE, unsupported: 'drop' })).error).toMatchObject({ param })
  })
})

test('every parameter has a fate, and the table no other', () => {
  expect(Object.keys(fates).toSorted()).toEqual(CHAT_PARAMETERS.toSorted())
})

describe('messages', () => {
  test('before the first turn are one system text, later ones stand where they stood', async () => {
    const messages = [
      { role: 'developer', content: 'a' },
      { role: 'system', content: [{ type: 'text', text: 'b' }] },
      { role: 'user', content: 'c' },
      { role: 'system', content: 'd' },
      { role: 'assistant', content: 'e' },
      { role: 'system', content: 'f' },
    ]
    expect(await sent({ messages })).toEqual({
      system: [{ text: 'a\n\nb' }],
      messages: [
        { role: 'user', content: [{ text: 'c' }, { text: 'd' }] },
        { role: 'assistant', content: [{ text: 'e' }] },
        { role: 'user', content: [{ text: 'f' }] },
      ],
    })
  })

  test('with calls have results before the text, and definitions even where none are given', async () => {
    const messages = [...CALLED, { role: 'user', content: 'Go on' }]
    expect(await translateBody({ messages }, { modelId: LITE })).toMatchObject({
      modelInput: {
        messages: [
          {},
          { content: [{ toolUse: { toolUseId: 'c', name: 'f', input: { a: 1 } } }] },
          { content: [{ toolResult: { toolUseId: 'c', content: [{ text: 'ok' }] } }, { text: 'Go on' }] },
        ],
        toolConfig: { tools: [SPEC] },
      },
      dropped: ['tools'],
    })
  })

  test('are not given back what the model thought', async () => {
    const thinking_blocks = [{ type: 'thinking', thinking: 'Hm', signature: 's' }]
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', thinking_blocks },
      { role: 'user', content: 'b' },
    ]
    expect(await translateBody({ messages }, { modelId: NOVA_2 })).toMatchObject({
      modelInput: { messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }] }] },
      dropped: ['messages[].thinking_blocks'],
    })
  })

  test('may end with the beginning of the answer, without white space at its end', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: ' {\n ' },
    ]
    expect(await translateBody({ messages }, { modelId: LITE })).toMatchObject({
      modelInput: { messages: [{}, { role: 'assistant', content: [{ text: ' {' }] }] },
      dropped: ['messages[].content'],
    })
  })

  test('have marks of the prompt cache at texts, in the system text too, and nowhere else', async () => {
    const mark = { cache_control: { type: 'ephemeral' } }
    const messages = [
      { role: 'system', content: [{ type: 'text', text: 's', ...mark }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a', ...mark },
          { ...IMAGE, ...mark },
        ],
      },
    ]
    const cachePoint = { type: 'default' }
    expect(await translateBody({ messages }, { modelId: LITE })).toMatchObject({
      modelInput: { system: [{ text: 's', cachePoint }], messages: [{ content: [{ text: 'a', cachePoint }, {}] }] },
      dropped: ['prompt_cache_breakpoint'],
    })
  })
})

describe('of the models', () => {
  test.each<[string, string, JsonObject, string | undefined]>([
    ['Micro', MICRO, IMAGE, 'This model sees no images.'],
    ['Micro', MICRO, S3_IMAGE, 'This model sees no images.'],
    ['Lite', LITE, S3_IMAGE, undefined],
    ['Pro', 'amazon.nova-pro-v1:0:300k', S3_IMAGE, undefined],
    ['Premier', 'us.amazon.nova-premier-v1:0', S3_IMAGE, undefined],
    ['2 Lite', NOVA_2, IMAGE, undefined],
    ['2 Lite', NOVA_2, S3_IMAGE, 'This model takes no images out of S3; send it as a data URL.'],
  ])('Nova %s (%s) is given %j or refuses: %s', async (_name, modelId, image, why) => {
    const error = await refused(user(image), modelId)
    expect(error?.message).toBe(why && `Unsupported value: 'messages[0].content[0]'. ${why}`)
  })

  test('Nova 2 writes more, at a temperature above zero', async () => {
    expect(await sent({ max_tokens: 64_000, temperature: 0 }, NOVA_2)).toEqual({
      inferenceConfig: { maxTokens: 64_000, temperature: 0.00001 },
    })
    expect((await dropping({ temperature: 0 }, NOVA_2)).dropped).toEqual(['temperature'])
    expect(await sent({ temperature: 0.00001 }, NOVA_2)).toEqual({ inferenceConfig: { temperature: 0.00001 } })
    expect(await refused({ max_tokens: 64_001 }, NOVA_2)).toMatchObject({ param: 'max_tokens' })
  })

  test.each([
    ['minimal', 'low', ['reasoning_effort']],
    ['low', 'low', []],
    ['medium', 'medium', []],
    ['high', 'high', []],
    ['xhigh', 'high', ['reasoning_effort']],
    ['max', 'high', ['reasoning_effort']],
  ])('Nova 2 thinks with the effort %s as with %s', async (reasoning_effort, maxReasoningEffort, dropped) => {
    expect(await translateBody({ reasoning_effort }, { modelId: NOVA_2 })).toMatchObject({
      modelInput: { inferenceConfig: { reasoningConfig: { type: 'enabled', maxReasoningEffort } } },
      dropped,
    })
  })

  test('Nova 2 with the highest effort takes no limit, temperature or top_p', async () => {
    const body = { reasoning_effort: 'high', max_completion_tokens: 5, temperature: 0.5, top_p: 0.5, top_k: 3 }
    expect(await refused(body, NOVA_2)).toMatchObject({ param: 'max_completion_tokens' })
    expect(await dropping(body, NOVA_2)).toMatchObject({
      inferenceConfig: { topK: 3, reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } },
      dropped: ['max_completion_tokens', 'temperature', 'top_p'],
    })
    expect(await refused({ max_tokens: 5, reasoningConfig: { maxReasoningEffort: 'high' } }, NOVA_2)).toMatchObject({
      param: 'max_tokens',
    })
  })

  test('the client’s own reasoningConfig wins over an effort', async () => {
    const body = { reasoning_effort: 'low', reasoningConfig: { type: 'enabled', maxReasoningEffort: 'medium' } }
    expect(await dropping(body, NOVA_2)).toEqual({
      schemaVersion: 'messages-v1',
      messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
      reasoningConfig: { type: 'enabled', maxReasoningEffort: 'medium' },
      dropped: ['reasoning_effort'],
    })
  })

  test('each that is known is listed, and others are taken for the newest', () => {
    const ids = Object.keys(MODEL_IDS).filter((id) => FAMILIES.find(({ key }) => key === 'nova')!.matches.test(id))
    expect(ids.filter((id) => MODELS.filter(([pattern]) => pattern.test(id)).length !== 1)).toEqual([])
    expect(capabilitiesOf('amazon.nova-9-v1:0')).toBe(capabilitiesOf('amazon.nova-2-lite-v1:0'))
  })
})

describe('a schema of a tool', () => {
  test('has what it refers to in the place of references, with what stands beside them', async () => {
    const schema = {
      type: 'object',
      properties: {
        a: { $ref: '#/$defs/A', description: 'first' },
        b: { anyOf: [{ $ref: '#/definitions/B~1%20~0' }, { type: 'null' }] },
        $ref: { type: 'string' },
      },
      $defs: { A: { type: 'array', description: 'any', items: { $ref: '#/definitions/B~1%20~0' } } },
      definitions: { 'B/ ~': { enum: [{ $ref: '#/nowhere' }], default: { $ref: '#/nowhere' } } },
    }
    const b = { enum: [{ $ref: '#/nowhere' }], default: { $ref: '#/nowhere' } }
    expect(await schemaOf(schema)).toEqual({
      type: 'object',
      properties: {
        a: { type: 'array', description: 'first', items: b },
        b: { anyOf: [b, { type: 'null' }] },
        $ref: { type: 'string' },
      },
    })
  })

  test('that is a reference itself is what it refers to', async () => {
    const schema = { $ref: '#/$defs/A', $defs: { A: { type: 'object', properties: {}, required: [] } } }
    expect(await schemaOf(schema)).toEqual({ type: 'object', properties: {}, required: [] })
  })

  test('loses at its top what only describes, and is reported where a model could have known it', async () => {
    const top = { title: 't', description: 'd', examples: [], default: {}, additionalProperties: false }
    const schema = { $schema: 's', $id: 'i', $comment: 'c', ...top, unevaluatedProperties: false, properties: {} }
    const { modelInput, dropped } = await translateBody(withSchema(schema), { modelId: LITE })
    expect(modelInput).toMatchObject({ toolConfig: { tools: [SPEC] } })
    expect(dropped).toEqual(
      [...Object.keys(top), 'unevaluatedProperties'].map((name) => `tools[].function.parameters.${name}`),
    )
  })

  test.each<[string, JsonObject, string]>([
    ['refers to itself', { a: { $ref: '#/properties/a' } }, '#/properties/a refers to itself'],
    ['refers to its whole', { a: { $ref: '#' } }, '# is not below #/'],
    ['refers to what is not there', { a: { $ref: '#/$defs/toString' } }, '#/$defs/toString is not there'],
    ['refers to what is no schema', { a: { $ref: '#/type' } }, '#/type is not there'],
    ['refers to another file', { a: { $ref: 'a.json' } }, 'a.json is not below #/'],
    ['refers with a broken escape', { a: { $ref: '#/%ff' } }, '#/%ff is not there'],
  ])('that %s is refused', async (_name, properties, why) => {
    expect(await refused(withSchema({ type: 'object', properties }))).toMatchObject({
      param: 'tools[0].function.parameters',
      message: expect.stringContaining(why) as string,
    })
  })

  test('that doubles with each reference is refused before it fills the memory', async () => {
    const two = (name: string): Json => ({ properties: { a: { $ref: name }, b: { $ref: name } } })
    const levels = Array.from({ length: 60 }, (_, level) => [`l${level}`, two(`#/$defs/l${level + 1}`)] as const)
    const schema = { ...(two('#/$defs/l0') as JsonObject), $defs: { ...Object.fromEntries(levels), l60: {} } }
    expect(await refused(withSchema(schema))).toMatchObject({
      message: expect.stringContaining('grows beyond') as string,
    })
  })

  test('of the answer is told by its own place', async () => {
    const { dropped } = await translateBody(format({ type: 'object', title: 't' }), { modelId: LITE })
    expect(dropped).toEqual(['response_format.json_schema.schema.title'])
  })

  test('that is strict is reported', async () => {
    const tools = [{ type: 'function', function: { name: 'f', strict: true } }]
    expect(await translateBody({ tools }, { modelId: LITE })).toMatchObject({
      modelInput: { toolConfig: { tools: [SPEC] } },
      dropped: ['tools[].function.strict'],
    })
  })
})

interface SentBlock {
  text?: string
  toolUse?: { toolUseId: string; name: string; input: Json }
  toolResult?: { toolUseId: string; content: { text: string }[] }
}
interface SentRecord {
  modelInput: { system?: { text: string }[]; messages: { role: string; content: SentBlock[] }[] }
}

describe('whatever', () => {
  test('is said, texts, calls and their order are found again in the record', async () => {
    await fc.assert(
      fc.asyncProperty(conversation(), async ({ messages, texts, calls }) => {
        const { records } = await translateInputText(chatLine({ messages }), { modelId: LITE })

        const { system = [], messages: turns } = (JSON.parse(records) as SentRecord).modelInput
        const blocks = turns.flatMap(({ content }) => content)
        const found = blocks.flatMap(
          ({ text, toolResult }) => text ?? (toolResult?.content ?? []).map((part) => part.text),
        )
        const inSystem = texts.slice(0, texts.length - found.length)
        expect(found).toEqual(texts.slice(inSystem.length))
        expect(system.map(({ text }) => text)).toEqual(inSystem.length > 0 ? [inSystem.join('\n\n')] : [])
        expect(blocks.flatMap(({ toolUse }) => (toolUse ? [[toolUse.name, toolUse.input]] : []))).toEqual(
          calls.map(({ name, arguments: given }) => [name, JSON.parse(given || '{}')]),
        )
        expect(blocks.flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])).toEqual(
          blocks.flatMap(({ toolUse }) => toolUse?.toolUseId ?? []),
        )
        expect(turns.map(({ role }) => role)).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')))
      }),
      { numRuns: 100 },
    )
  })

  test('the body is, it becomes a record or an error line', async () => {
    const names = [...Object.keys(fates), ...Object.keys(extras), 'messages', '__proto__', 'constructor']
    const body = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>, {
      maxKeys: 6,
    })
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(MICRO, NOVA_2), async (some, modelId) => {
        const { records, errors, batchErrors } = await translateInputText(chatLine(some), { modelId })
        expect(records.length + errors.length + batchErrors.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test('the schema is, no tool makes the translation throw', async () => {
    const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 5 },
        fc.record({ $ref: fc.constantFrom('#/$defs/a', '#/$defs/b', '#/properties/a', '#', '#/$defs/c') }),
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(
          fc.constantFrom('properties', 'items', 'anyOf', '$ref', '$defs', 'enum', 'type', 'a'),
          tie('schema'),
        ),
      ) as fc.Arbitrary<Json>,
    }))
    const top = fc.record({ properties: fc.record({ a: schema }), $defs: fc.record({ a: schema, b: schema }) })
    await fc.assert(
      fc.asyncProperty(top, async (parameters) => {
        const { modelInput, error } = await translateBody(withSchema(parameters), { modelId: LITE })
        expect(modelInput ?? error).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})
