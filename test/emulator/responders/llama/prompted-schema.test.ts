import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Turn } from '../../../../emulator/answers/answers.ts'
import { promptedSchema } from '../../../../emulator/responders/llama/prompted-schema.ts'
import { llama3 } from '../../../../emulator/responders/llama3.ts'
import { chatQuestion } from '../../../support/questions.ts'
import { contextOf, deepText, modelOf } from '../../../support/responders.ts'
import { chatAnswerTo } from '../../../support/synthetic-answers.ts'

const says = (text: string, role: Turn['role'] = 'user'): Turn => ({ role, text })
const schemaOf = (...turns: Turn[]): string | undefined => {
  const schema = promptedSchema(turns)
  return schema && JSON.stringify(schema)
}

const DOG =
  '{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}'
const CAT = '{"type":"object","properties":{"lives":{"type":"integer","maximum":9.0}}}'

describe('a schema is found', () => {
  test.each<[string, string]>([
    ['alone', DOG],
    ['among words', `Answer as JSON that follows ${DOG}, and nothing else.`],
    ['in a fence, over several lines', `Schema:\n\`\`\`json\n${JSON.stringify(JSON.parse(DOG), null, 2)}\n\`\`\``],
    ['behind a brace that is never closed', `Fill in {name: ${DOG}`],
    ['behind a brace that was never opened', `:-} ${DOG}`],
    ['behind a quotation mark that is never closed', `{ a screen of 5":\n${DOG}`],
    ['before other braces', `${DOG} Do not write {name} or {"type":"object"}.`],
  ])('%s', (_name, text) => {
    expect(schemaOf(says(text))).toBe(DOG)
  })

  test('with braces and quotation marks in its strings', () => {
    const schema = DOG.replace('"string"', '"string","pattern":"^[^{\\\\}\\"]+$","description":"not } or {{"')
    expect(schemaOf(says(`Follow ${schema}.`))).toBe(schema)
  })

  test('with its numbers as they stand', () => {
    expect(schemaOf(says(CAT))).toBe(CAT)
  })

  test('in what the system says', () => {
    expect(schemaOf(says(`Follow ${DOG}`, 'system'), says('Describe Otis.'))).toBe(DOG)
  })

  test('the last one, of two', () => {
    expect(schemaOf(says(`${CAT} ${DOG}`))).toBe(DOG)
    expect(schemaOf(says(DOG, 'system'), says(CAT), says('and?'))).toBe(CAT)
  })
})

describe('no schema is found', () => {
  test.each<[string, Turn]>([
    ['in words', says('{name} has the properties of an "object"')],
    ['in data', says('{"type":"dog","properties":{"name":"Otis"}}')],
    ['in a schema of something else', says('{"type":"array","items":{"type":"object"}}')],
    ['in an object without named members', says('{"type":"object","properties":["name"]}')],
    ['in a tool', says(`{"type":"function","function":{"name":"find","parameters":${DOG}}}`, 'system')],
    ['in JSON that is cut off', says(DOG.slice(0, -1))],
    ['in JSON that is none', says(DOG.replaceAll('"', "'"))],
    ['in what the assistant said', says(DOG, 'assistant')],
    ['in what a tool brought', says(DOG, 'tool')],
    ['where it is nested without end', says(`{"type":"object","properties":${deepText}}`)],
  ])('%s', (_name, turn) => {
    expect(schemaOf(turn)).toBeUndefined()
  })
})

test.each(['{', '}', '{}', '{"', '{"a":', '{"properties"}', '{\\', '{"\\', '"'])(
  'a schema behind half a million of %s is found',
  (piece) => {
    expect(schemaOf(says(`${piece.repeat(500_000)}\n${DOG}`))).toBe(DOG)
  },
  2000,
)

test('whatever a prompt says, it is read', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '"',
    '\\',
    '\n',
    'a',
    DOG,
    '"properties"',
    '{"type":"object","properties":{}}',
  )
  const property = fc.property(fc.array(pieces), (list) => {
    const schema = promptedSchema([says(list.join(''))])
    return schema === undefined || schema['type'] === 'object'
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
})

test('a prompt with a schema is answered by an object that follows it', async () => {
  const model = modelOf('meta.llama3-1-8b-instruct-v1:0')
  const prompt = `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nAnswer in JSON by this schema: ${DOG}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nDescribe a dog.<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n`
  const ask = llama3.read({ prompt }, model)
  const answer = await chatAnswerTo(chatQuestion(ask, { family: 'llama3' }))
  const { generation } = llama3.write(answer, ask, contextOf(model.baseModelId))
  expect(JSON.parse(typeof generation === 'string' ? generation : '')).toEqual({
    name: expect.any(String),
    age: expect.any(Number),
  })
})
