import { describe, expect, test } from 'vitest'
import { createResponders } from '../../../emulator/responders/index.ts'
import { UNVERIFIED_DEFAULTS, type Unverified } from '../../../emulator/unverified.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ModelInvocationType } from '../../../translator/formats/bedrock/job-status.ts'
import { claudeInput } from '../../support/claude-records.ts'
import { cached, converseInput, extra, says } from '../../support/converse-records.ts'
import { openaiInput } from '../../support/openai-records.ts'
import { answerOf, contextOf, modelOf } from '../../support/responders.ts'

/** One model of each family that is answered, with what marks its output. */
const CHAT = {
  'claude-messages': ['anthropic.claude-sonnet-4-5-20250929-v1:0', claudeInput(), 'stop_reason'],
  'claude-text': [
    'anthropic.claude-v2:1',
    { prompt: '\n\nHuman: a\n\nAssistant:', max_tokens_to_sample: 9 },
    'completion',
  ],
  nova: ['amazon.nova-lite-v1:0', { messages: [{ role: 'user', content: [{ text: 'a' }] }] }, 'stopReason'],
  'titan-text': ['amazon.titan-text-express-v1', { inputText: 'a' }, 'results'],
  llama2: ['meta.llama2-13b-chat-v1', { prompt: 'a' }, 'generation'],
  llama3: ['meta.llama3-3-70b-instruct-v1:0', { prompt: 'a' }, 'generation'],
  llama4: ['meta.llama4-scout-17b-instruct-v1:0', { prompt: 'a' }, 'generation'],
  'mistral-text': ['mistral.mistral-7b-instruct-v0:2', { prompt: 'a' }, 'outputs'],
  'mistral-chat': ['mistral.mistral-large-2407-v1:0', openaiInput(), 'choices'],
  'cohere-command': ['cohere.command-text-v14', { prompt: 'a' }, 'generations'],
  'cohere-command-r': ['cohere.command-r-v1:0', { message: 'a' }, 'response_id'],
  'ai21-j2': ['ai21.j2-mid-v1', { prompt: 'a' }, 'completions'],
  'ai21-jamba': ['ai21.jamba-1-5-large-v1:0', openaiInput(), 'choices'],
  'deepseek-r1': ['deepseek.r1-v1:0', { prompt: 'a' }, 'choices'],
  'openai-compat': ['openai.gpt-oss-20b-1:0', openaiInput(), 'choices'],
} satisfies Record<string, [string, JsonObject, string]>
const EMBEDDINGS = {
  'titan-embed-g1': ['amazon.titan-embed-text-v1', { inputText: 'a' }],
  'titan-embed-image': ['amazon.titan-embed-image-v1', { inputText: 'a' }],
  'nova-embed': [
    'amazon.nova-2-multimodal-embeddings-v1:0',
    {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: { embeddingPurpose: 'CLUSTERING', text: { truncationMode: 'NONE', value: 'a' } },
    },
  ],
  'titan-embed-text-v2': ['amazon.titan-embed-text-v2:0', { inputText: 'a' }],
  'cohere-embed-v3': ['cohere.embed-english-v3', { texts: ['a'], input_type: 'search_query' }],
  'cohere-embed-v4': ['cohere.embed-v4:0', { texts: ['a'], input_type: 'search_query' }],
} satisfies Record<string, [string, JsonObject]>

const responders = createResponders(UNVERIFIED_DEFAULTS)
const find = (baseModelId: string, invocationType: ModelInvocationType = 'InvokeModel') =>
  responders.find({ baseModelId, invocationType })
const answering = (baseModelId: string, invocationType: ModelInvocationType = 'InvokeModel') =>
  responders.of({ ...modelOf(baseModelId), invocationType })

describe('InvokeModel', () => {
  test.each(Object.entries(CHAT))('of %s takes its own format and writes it', (family, [id, input, member]) => {
    const { responder, family: found, model } = answering(id)
    expect({ found, model }).toEqual({ found: family, model: modelOf(id) })
    expect(responder.check(input, model)).toBeUndefined()
    expect(responder.check(converseInput({ inferenceConfig: {}, requestMetadata: {} }), model)).toBeDefined()
    expect(responder.write(answerOf({}), responder.read(input, model), contextOf(id))).toHaveProperty(member)
  })

  test.each(Object.entries(EMBEDDINGS))('of %s takes texts', (family, [id, input]) => {
    const { responder, family: found, model } = answering(id)
    expect(found).toBe(family)
    expect(responder.check(input, model)).toBeUndefined()
    expect(responder.read(input, model)).toMatchObject({ kind: 'embedding', inputs: [{ text: 'a' }] })
  })
})

test.each([
  'moonshotai.kimi-k2-thinking',
  'minimax.minimax-m2',
  'zai.glm-4-6',
  'nvidia.nemotron-nano-9b-v2',
  'google.gemma-3-27b-it',
])("%s has OpenAI's body, as others of its family", (id) => {
  const { responder, family, model } = answering(id)
  expect(family).toBe('openai-compat')
  expect(responder.check(openaiInput(), model)).toBeUndefined()
  expect(find(id, 'Converse')).toBeDefined()
})

describe('Converse', () => {
  test.each(Object.entries(CHAT))('of %s takes one format and writes it', (family, [id]) => {
    const { responder, family: found, model } = answering(id, 'Converse')
    expect(found).toBe(family)
    expect(responder.check(converseInput({ requestMetadata: {} }), model)).toBeUndefined()
    const output = responder.write(answerOf({}), responder.read(converseInput(), model), contextOf(id))
    expect(Object.keys(output)).toEqual(['output', 'stopReason', 'usage', 'metrics'])
  })

  test.each(Object.entries(EMBEDDINGS))('of %s is not answered', (_family, [id]) => {
    expect(find(id, 'Converse')).toBeUndefined()
  })
})

describe.each(['InvokeModel', 'Converse'] as const)('%s is not answered', (invocationType) => {
  test.each(['stability.sd3-5-large-v1:0', 'amazon.nova-canvas-v1:0', 'amazon.titan-image-generator-v2:0'])(
    'for %s, which makes images',
    (id) => {
      expect(find(id, invocationType)).toBeUndefined()
    },
  )

  test.each(['xai.grok-4', 'constructor', ''])('for "%s", which nobody knows', (id) => {
    expect(find(id, invocationType)).toBeUndefined()
  })
})

describe('settings reach the responders:', () => {
  type Form = [setting: Partial<Unverified>, id: string, form: ModelInvocationType, input: JsonObject]
  test.each<Form>([
    [
      { anthropicVersion: 'any' },
      'anthropic.claude-3-haiku-20240307-v1:0',
      'InvokeModel',
      claudeInput({ anthropic_version: '2026-10-21' }),
    ],
    [{ openaiUnknownMembers: 'ignored' }, 'deepseek.v3-v1:0', 'InvokeModel', openaiInput({ stray: 1 })],
    [
      { openaiUnknownMembers: 'ignored' },
      'mistral.mistral-large-3-675b-instruct',
      'InvokeModel',
      openaiInput({ stray: 1 }),
    ],
    [{ openaiUnknownMembers: 'ignored' }, 'qwen.qwen3-32b-v1:0', 'Converse', converseInput(extra({ stray: 1 }))],
    [{ converseCachePoints: 'ignored' }, 'amazon.nova-lite-v1:0', 'Converse', says({ text: 'a' }, cached)],
  ])('%j lets pass, for %s in %s, what is else refused', (setting, id, form, input) => {
    const strict: Unverified = {
      ...UNVERIFIED_DEFAULTS,
      anthropicVersion: 'bedrock-2023-05-31',
      openaiUnknownMembers: 'refused',
      converseCachePoints: 'refused',
    }
    const check = (unverified: Unverified) =>
      createResponders(unverified).find({ baseModelId: id, invocationType: form })!.check(input, modelOf(id))
    expect(check(strict)).toBeDefined()
    expect(check({ ...strict, ...setting })).toBeUndefined()
  })
})
