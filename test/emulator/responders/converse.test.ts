import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { converse, isConverseFamily } from '../../../emulator/responders/converse.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { OPUS_4_8, SONNET_3_7, SONNET_4_5, closedSchema } from '../../support/claude-records.ts'
import {
  NOVA_2,
  NOVA_LITE,
  R1,
  assistant,
  bySchema,
  checkConverse,
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
const found: JsonObject = {
  searchResult: { source: 's', title: 't', content: [text()], citations: { enabled: true } },
}
const guarded: JsonObject = { guardContent: { text: { text: 'v' } } }
const cited: JsonObject = { citationsContent: { content: [text()], citations: [] } }
const limits = { inferenceConfig: { maxTokens: 2000, temperature: 1, stopSequences: ['a'] } }

describe('a model takes a Converse record that', () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['holds a system prompt and limits', { system: [text(), { cachePoint: { type: 'default' } }], ...limits }],
    ['holds images and documents', says(text(), image(), report('Q3_report (final) [2]'))],
    ['holds a video in S3', says(text(), video)],
    ['holds a conversation', { messages: [user(text()), assistant(text()), user(text())] }],
    ['holds fields of Nova', extra({ inferenceConfig: { topK: 5 } })],
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

test('chat families have Converse, embeddings and images have not', () => {
  expect(isConverseFamily('claude-messages')).toBe(true)
  expect(isConverseFamily('titan-text')).toBe(true)
  expect(isConverseFamily('titan-embed-text-v2')).toBe(false)
  expect(isConverseFamily('image')).toBe(false)
})

describe('whatever a Converse record holds, its model answers', () => {
  const names = ['messages', 'role', 'content', 'text', 'image', 'document', 'source', 'bytes', 'name', 'system']
  const moreNames = ['inferenceConfig', 'maxTokens', 'additionalModelRequestFields', 'outputConfig', 'textFormat']
  const odd = oddObjects([...names, ...moreNames], ['user', 'assistant', 'system', 'png', 'json_schema', 'default'])
  const models = fc.constantFrom(NOVA_LITE, SONNET_4_5, R1, 'ai21.j2-mid-v1', 'vendor.unlisted-v1')

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
