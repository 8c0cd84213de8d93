import { describe, expect, test } from 'vitest'
import { takesConverse, type MappedFamily } from '../../translator/families/index.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { PNG } from '../support/responders.ts'
import { findEmulated } from '../support/emulated.ts'
import { translateBody } from '../support/translation.ts'
import modelIds from './formats/models/model-ids.json' with { type: 'json' }

const MODELS = Object.entries(modelIds)
  .filter(([modelId, family]) => findEmulated(modelId, { converse: true }) && takesConverse(family as MappedFamily))
  .map(([modelId]) => modelId)

const says = (...parts: JsonObject[]): JsonObject => ({
  messages: [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, ...parts] }],
})
const image = (url: string): JsonObject => ({ type: 'image_url', image_url: { url } })
const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }

const BODIES: [what: string, body: JsonObject][] = [
  ['a system prompt', { messages: ['system', 'user'].map((role) => ({ role, content: role })) }],
  ['an image', says(image(`data:image/png;base64,${PNG}`))],
  ['an image in S3', says(image('s3://a-bucket/image.png'))],
  ['a document', says({ type: 'file', file: { file_data: 'JVBERi0=', filename: 'a.pdf' } })],
  ['a begun answer', { messages: ['user', 'assistant'].map((role) => ({ role, content: role })) }],
  ['stop sequences', { stop: ['User:', 'END'] }],
  ['more tokens than any model writes', { max_tokens: 10_000_000 }],
  ['temperature and top_p', { temperature: 0, top_p: 0.9 }],
  ['top_k', { top_k: 5 }],
  ['a schema', { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } }],
  ...['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'].map((effort): [string, JsonObject] => [
    `the effort ${effort}`,
    { reasoning_effort: effort },
  ]),
]

/** The two tables have sources of their own. Where these disagree, the translator says less, and the emulator refuses less. */
describe.each(MODELS)('%s', (modelId) => {
  const { responder, model } = findEmulated(modelId, { converse: true })!

  test.each(BODIES)('what is made of %s is taken', async (_what, body) => {
    const { modelInput, error } = await translateBody(body, { modelId, converse: true, unsupported: 'drop' })

    // What the translator refuses itself no model is asked for.
    expect(error ?? responder.check(modelInput!, model)).toEqual(error)
  })
})

test('every chat model that takes Converse is here', () => {
  expect(MODELS.length).toBeGreaterThan(100)
})
