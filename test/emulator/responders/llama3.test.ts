import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { llama3 } from '../../../emulator/responders/llama3.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  PNG,
  answerOf,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const LLAMA_3 = 'meta.llama3-8b-instruct-v1:0'
const LLAMA_3_1 = 'meta.llama3-1-8b-instruct-v1:0'
const LLAMA_3_2_VISION = 'meta.llama3-2-11b-instruct-v1:0'
const LLAMA_3_3 = 'meta.llama3-3-70b-instruct-v1:0'

const input = (members: JsonObject): JsonObject => ({ prompt: 'Hello', ...members })
const check = (members: JsonObject, id = LLAMA_3_1) => llama3.check(input(members), modelOf(id))
const read = (members: JsonObject) => llama3.read(input(members), modelOf(LLAMA_3_1))
describe('Llama 3 takes', () => {
  test.each<[string, JsonObject, string?]>([
    ['a prompt', {}],
    ['every option at its most', { temperature: 1, top_p: 1, max_gen_len: 8192 }],
    ['every option at its least', { temperature: 0, top_p: 0, max_gen_len: 1 }],
    ['an image, where it can see', { images: [PNG] }, LLAMA_3_2_VISION],
    ['as many tokens in its last version', { max_gen_len: 8192 }, LLAMA_3_3],
    ['fewer in its first', { max_gen_len: 2048 }, LLAMA_3],
  ])('%s', (_name, members, id) => {
    expect(check(members, id)).toBeUndefined()
  })
})

describe('Llama 3 refuses', () => {
  test("the body of Claude, in AWS's words", () => {
    const claude = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [], system: 'Be brief.' }
    expect(llama3.check(claude, modelOf(LLAMA_3_1))).toEqual(
      malformed(
        '#: required key [prompt] not found#: extraneous key [system] is not permitted#: extraneous key [max_tokens] is not permitted#: extraneous key [messages] is not permitted#: extraneous key [anthropic_version] is not permitted',
      ),
    )
  })

  test.each<[string, JsonObject, string, string?]>([
    ['an empty prompt', { prompt: '' }, '#/prompt: expected minLength: 1, actual: 0'],
    ['a prompt of messages', { prompt: [] }, '#/prompt: expected type: String, found: JSONArray'],
    ['a high temperature', { temperature: 1.5 }, '#/temperature: 1.5 is not less or equal to 1'],
    ['a negative top_p', { top_p: -1 }, '#/top_p: -1 is not greater or equal to 0'],
    ['too many tokens', { max_gen_len: 8193 }, '#/max_gen_len: 8193 is not less or equal to 8192'],
    [
      'too many for its first version',
      { max_gen_len: 2049 },
      '#/max_gen_len: 2049 is not less or equal to 2048',
      LLAMA_3,
    ],
    ['no tokens', { max_gen_len: 0 }, '#/max_gen_len: 0 is not greater or equal to 1'],
    ['half a token', { max_gen_len: 0.5 }, '#/max_gen_len: expected type: Integer, found: BigDecimal'],
    ['an image, where it is blind', { images: [PNG] }, '#: extraneous key [images] is not permitted'],
    ['stop sequences', { stop: ['a'] }, '#: extraneous key [stop] is not permitted'],
  ])('%s', (_name, members, violation, id) => {
    expect(check(members, id)).toEqual(malformed(violation))
  })

  test('an image that is not base64', () => {
    expect(check({ images: [PNG, 'data:image/png;base64,AAAA'] }, LLAMA_3_2_VISION)).toEqual(
      refused("The image at images.1 isn't valid base64."),
    )
  })
})

test('what Llama 3 reads besides the prompt', () => {
  expect(read({})).toEqual({
    kind: 'chat',
    turns: [{ role: 'user', text: 'Hello' }],
    mediaCount: 0,
    tools: [],
    forcedTool: undefined,
    schema: undefined,
    schemaIsWish: true,
    jsonObject: false,
    maxTokens: 512,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
  })
  expect(read(objectFrom('{"max_gen_len":7,"images":["AAAA","AAAA"]}'))).toMatchObject({ maxTokens: 7, mediaCount: 2 })
})

const write = (choice: Parameters<typeof answerOf>[0]): string =>
  JSON.stringify(llama3.write(answerOf(choice), read({}), contextOf(LLAMA_3_1)))

describe('what Llama 3 writes', () => {
  test('the continuation of the prompt', () => {
    expect(write({})).toBe(
      '{"generation":"Grace Hopper.","prompt_token_count":12,"generation_token_count":30,"stop_reason":"stop"}',
    )
  })

  test('that it had to stop', () => {
    expect(write({ stopReason: 'maxTokens' })).toContain('"stop_reason":"length"')
  })
})

test('whatever a record holds, Llama 3 answers', () => {
  const names = ['prompt', 'temperature', 'top_p', 'max_gen_len', 'images']
  const tokens = ['<|begin_of_text|>', '<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>', 'user', 'assistant']
  const prompts = fc.array(fc.constantFrom(...tokens, '\n\n', 'Hello', '')).map((parts) => parts.join(''))
  const property = fc.property(oddObjects(names, tokens), prompts, (members, prompt) => {
    const error = check({ ...members, prompt }, LLAMA_3_2_VISION)
    return isVerdict(error) && read({ prompt }).turns.length > 0 && isVerdict(llama3.check(members, modelOf(LLAMA_3_1)))
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ images: deepObject() }, LLAMA_3_2_VISION)).toEqual(
    refused('The JSON is nested deeper than 500 levels.'),
  )
})
