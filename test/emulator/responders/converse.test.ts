import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createConverse, isConverseFamily } from '../../../emulator/responders/converse.ts'
import { UNVERIFIED_DEFAULTS, type Unverified } from '../../../emulator/unverified.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { OPUS_4_8, SONNET_3_7, SONNET_4_5, closedSchema } from '../../support/claude-records.ts'
import {
  NOVA_2,
  NOVA_LITE,
  QWEN_3,
  R1,
  assistant,
  bySchema,
  cached,
  checkConverse,
  converse,
  converseInput,
  extra,
  image,
  report,
  says,
  text,
  thought,
  user,
} from '../../support/converse-records.ts'
import { deepObject, deepText, isVerdict, modelOf, oddObjects, refused } from '../../support/responders.ts'

const video: JsonObject = {
  video: { format: 'mp4', source: { s3Location: { uri: 's3://bucket/a.mp4', bucketOwner: '111122223333' } } },
}
const sound: JsonObject = { audio: { format: 'mp3', source: { bytes: 'AAAA' } } }
const found: JsonObject = {
  searchResult: { source: 's', title: 't', content: [text()], citations: { enabled: true } },
}
const guarded: JsonObject = { guardContent: { text: { text: 'v' } } }
const cited: JsonObject = { citationsContent: { content: [text()], citations: [] } }
const limits = { inferenceConfig: { maxTokens: 2000, temperature: 1, stopSequences: ['a'] } }

describe('a model takes a Converse record that', () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['holds a system prompt and limits', { system: [text()], ...limits }],
    ['holds images and documents', says(text(), image(), report('Q3_report (final) [2]'))],
    ['holds a video in S3', says(text(), video)],
    ['holds a conversation', { messages: [user(text()), assistant(text()), user(text())] }],
    ['holds fields of Nova', { ...extra({ inferenceConfig: { topK: 5 } }), ...limits }],
    ["holds fields of OpenAI's body", extra({ seed: 7, reasoning_effort: 'low', top_k: 5 }), QWEN_3],
    ['holds no stop sequences', { inferenceConfig: { stopSequences: [] } }, QWEN_3],
    [
      'holds no stop sequences, for Llama',
      { inferenceConfig: { stopSequences: [] } },
      'meta.llama3-3-70b-instruct-v1:0',
    ],
    ['shows an image to Qwen3 VL', says(text(), image()), 'qwen.qwen3-vl-235b-a22b'],
    ['brings sound to Voxtral', says(text(), sound), 'mistral.voxtral-small-24b-2507'],
    ['asks Nova 2 for thoughts', extra({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } }), NOVA_2],
    [
      'asks Claude for thoughts',
      { ...extra({ thinking: { type: 'enabled', budget_tokens: 1024 } }), ...limits },
      SONNET_3_7,
    ],
    [
      'brings thoughts of Claude',
      { messages: [user(text()), assistant(thought('hm'), text()), user(text())] },
      SONNET_4_5,
    ],
    ['asks for an answer by schema', bySchema(JSON.stringify(closedSchema)), SONNET_4_5],
    ['asks for effort', { outputConfig: { effort: 'xhigh' } }, OPUS_4_8],
    ['says how it is to be run', { performanceConfig: { latency: 'standard' }, serviceTier: { type: 'flex' } }],
    ['is labelled', { requestMetadata: { team: 'a' } }],
    [
      'holds every text block',
      { messages: [user(text(), found, guarded), assistant(cited), user(text())] },
      SONNET_4_5,
    ],
  ])('%s', (_name, members, id) => {
    expect(checkConverse(members, id)).toBeUndefined()
  })
})

describe('a cache point in a Converse record', () => {
  const refusedHere = {
    errorCode: 403,
    errorMessage: 'You invoked an unsupported model or your request did not allow prompt caching.',
  }
  const records: [string, JsonObject][] = [
    ['of a system prompt', { system: [text(), cached] }],
    ['of a message', says(text(), cached)],
    ['of an answer', { messages: [user(text()), assistant(text(), cached), user(text())] }],
  ]

  test.each(records)('%s is refused, for every model', (_name, members) => {
    expect(checkConverse(members)).toEqual(refusedHere)
    expect(checkConverse(members, SONNET_4_5)).toEqual(refusedHere)
  })

  test.each(records)('%s is ignored when so set', (_name, members) => {
    const lenient = createConverse({ ...UNVERIFIED_DEFAULTS, converseCachePoints: 'ignored' })
    expect(lenient.check(converseInput(members), modelOf(NOVA_LITE))).toBeUndefined()
    expect(lenient.check(converseInput(members), modelOf(SONNET_4_5))).toBeUndefined()
  })

  test('does not hide what is wrong with the shape of the record', () => {
    expect(checkConverse({ ...says(cached), toolConfig: {} })?.errorCode).toBe(400)
  })
})

test("members that OpenAI's body does not have are refused, or ignored when so set", () => {
  const input = converseInput(extra({ stray: 1 }))
  const check = (openaiUnknownMembers: Unverified['openaiUnknownMembers']) =>
    createConverse({ ...UNVERIFIED_DEFAULTS, openaiUnknownMembers }).check(input, modelOf(QWEN_3))
  expect(check('refused')?.errorMessage).toContain('unknown variant `stray`')
  expect(check('ignored')).toBeUndefined()
})

test('chat families have Converse, embeddings and images have not', () => {
  expect(isConverseFamily('claude-messages')).toBe(true)
  expect(isConverseFamily('titan-text')).toBe(true)
  expect(isConverseFamily('titan-embed-text-v2')).toBe(false)
  expect(isConverseFamily('image')).toBe(false)
})

describe('whatever a Converse record holds, its model answers', () => {
  const names = ['messages', 'role', 'content', 'text', 'image', 'document', 'source', 'bytes', 'name', 'system']
  const moreNames = ['inferenceConfig', 'maxTokens', 'additionalModelRequestFields', 'outputConfig', 'textFormat']
  const fieldNames = ['reasoningConfig', 'messages', 'tools', 'stop', 'n', 'logprobs', 'response_format', 'topK']
  const odd = oddObjects(
    [...names, ...moreNames, ...fieldNames],
    ['user', 'assistant', 'system', 'png', 'json_schema', 'default'],
  )
  const models = fc.constantFrom(NOVA_LITE, NOVA_2, SONNET_4_5, QWEN_3, R1, 'ai21.j2-mid-v1', 'vendor.unlisted-v1')

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(checkConverse(members, id)))
    expect(() => fc.assert(property, { numRuns: 400 })).not.toThrow()
  })

  test('to blocks and fields that are nearly right, and reads what it takes', () => {
    const block = fc.oneof(fc.string().map(text), odd, fc.constantFrom(image(), report('a'), thought('hm')))
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant'),
      content: fc.array(block, { maxLength: 3 }),
    })
    const property = fc.property(fc.array(message, { maxLength: 3 }), odd, models, (messages, fields, id) => {
      const input = converseInput({ messages, ...extra(fields) })
      const error = converse.check(input, modelOf(id))
      return isVerdict(error) && (error !== undefined || converse.read(input, modelOf(id)).kind === 'chat')
    })
    expect(() => fc.assert(property, { numRuns: 400 })).not.toThrow()
  })

  test('to nesting without end, in the record and in its schema', () => {
    expect(checkConverse(extra(deepObject()))).toEqual(refused('The JSON is nested deeper than 500 levels.'))
    expect(checkConverse(bySchema(deepText), SONNET_4_5)).toEqual(
      refused('The schema field at outputConfig.textFormat.structure.jsonSchema must be the JSON text of an object.'),
    )
  })
})
