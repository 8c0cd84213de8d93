import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claudeMessages } from '../../../emulator/responders/claude-messages.ts'
import { createClaudeText } from '../../../emulator/responders/claude-text.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { claudeInput } from '../../support/claude-records.ts'
import {
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

const CLAUDE_1 = 'anthropic.claude-v1'
const CLAUDE_2_1 = 'anthropic.claude-v2:1'
const INSTANT = 'anthropic.claude-instant-v1'
const PROMPT = '\n\nHuman: Hi\n\nAssistant:'

const claudeText = createClaudeText(claudeMessages)
const input = (members: JsonObject): JsonObject => ({ prompt: PROMPT, max_tokens_to_sample: 9, ...members })
const check = (members: JsonObject, id = CLAUDE_2_1) => claudeText.check(input(members), modelOf(id))
const read = (members: JsonObject) => claudeText.read(input(members), modelOf(CLAUDE_2_1))
describe('Claude 2 takes', () => {
  test.each<[string, JsonObject]>([
    ['a prompt with a limit', {}],
    ['every option at its most', { max_tokens_to_sample: 8191, temperature: 1, top_p: 1, top_k: 500 }],
    ['every option at its least', { max_tokens_to_sample: 0, temperature: 0, top_p: 0, top_k: 0, stop_sequences: [] }],
    ['what the console sends', { stop_sequences: ['\n\nHuman:'], anthropic_version: 'bedrock-2023-05-31' }],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })
})

describe('Claude 2 refuses', () => {
  test("another model's body, in AWS's words", () => {
    const cohere = { texts: [], truncate: 'none', input_type: 'search_document' }
    expect(claudeText.check(cohere, modelOf(CLAUDE_2_1))).toEqual(
      malformed(
        '#: required key [prompt] not found#: required key [max_tokens_to_sample] not found#: extraneous key [texts] is not permitted#: extraneous key [truncate] is not permitted#: extraneous key [input_type] is not permitted',
      ),
    )
  })

  test.each<[string, JsonObject, string]>([
    ['too many tokens', { max_tokens_to_sample: 8192 }, '#/max_tokens_to_sample: 8192 is not less or equal to 8191'],
    ['a hot temperature', { temperature: 1.5 }, '#/temperature: 1.5 is not less or equal to 1'],
    ['a large top_k', { top_k: 501 }, '#/top_k: 501 is not less or equal to 500'],
    ['a lone stop', { stop_sequences: 'a' }, '#/stop_sequences: expected type: JSONArray, found: String'],
  ])('%s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })

  test('a prompt without turns', () => {
    expect(check({ prompt: '\n\nHuman: Hi' })).toEqual(refused('prompt must end with "\n\nAssistant:" turn'))
  })
})

describe('what Claude 2 reads', () => {
  test('the turns of a prompt, and its limits', () => {
    expect(read(objectFrom('{"max_tokens_to_sample":7,"stop_sequences":["END"]}'))).toEqual({
      form: 'text',
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hi' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 7,
      stopSequences: ['END'],
      choiceCount: 1,
      reasoning: false,
    })
  })
})

describe('what Claude 2 writes', () => {
  const write = (choice: Parameters<typeof answerOf>[0], members: JsonObject = {}) =>
    JSON.stringify(claudeText.write(answerOf(choice), read(members), contextOf(CLAUDE_2_1)))

  test('a text with the space that belongs to the template', () => {
    expect(write({})).toBe(
      '{"type":"completion","completion":" Grace Hopper.","stop_reason":"stop_sequence","stop":"\\n\\nHuman:"}',
    )
  })

  test('which stop sequence was met', () => {
    expect(write({ stopReason: 'stopSequence', stopSequence: 'END' })).toContain(
      '"stop_reason":"stop_sequence","stop":"END"',
    )
  })

  test('that it had to stop, even before the first word', () => {
    expect(write({ text: '', stopReason: 'maxTokens' })).toBe(
      '{"type":"completion","completion":"","stop_reason":"max_tokens","stop":null}',
    )
  })

  test('a text that goes on where the answer was begun', () => {
    expect(write({}, { prompt: `${PROMPT} {` })).toContain('"completion":"Grace Hopper."')
  })
})

describe('a record in the format of Messages', () => {
  test.each([
    [CLAUDE_2_1, 'claude-2.1'],
    ['anthropic.claude-v2', 'claude-2.0'],
    [INSTANT, 'claude-instant-1.2'],
  ])('is taken by %s, and answered in it', (id, name) => {
    const record = claudeInput()
    expect(claudeText.check(record, modelOf(id))).toBeUndefined()
    const ask = claudeText.read(record, modelOf(id))
    expect(claudeText.write(answerOf({}), ask, contextOf(id))).toMatchObject({
      type: 'message',
      model: name,
      content: [{ type: 'text', text: 'Grace Hopper.' }],
    })
  })

  test('is held against what these models can', () => {
    expect(claudeText.check(claudeInput({ max_tokens: 4097 }), modelOf(CLAUDE_2_1))?.errorMessage).toMatch(
      /exceeds the model limit of 4096/,
    )
  })

  test('is not taken by Claude 1', () => {
    expect(claudeText.check(claudeInput(), modelOf(CLAUDE_1))?.errorMessage).toContain(
      '#: extraneous key [messages] is not permitted',
    )
  })
})

test('whatever a record holds, Claude 2 answers', () => {
  const names = ['prompt', 'max_tokens_to_sample', 'stop_sequences', 'top_k', 'messages', 'anthropic_version']
  const words = ['\n\nHuman:', '\n\nAssistant:', 'Human:', 'Hi']
  const prompts = fc.array(fc.constantFrom(...words)).map((parts) => parts.join(''))
  const models = fc.constantFrom(CLAUDE_1, CLAUDE_2_1)
  const property = fc.property(oddObjects(names, words), prompts, models, (members, prompt, id) => {
    const error = claudeText.check(input({ prompt }), modelOf(id))
    const first = prompt.startsWith('Hi') ? 'system' : 'user'
    return (
      isVerdict(claudeText.check(members, modelOf(id))) &&
      isVerdict(error) &&
      (error !== undefined || read({ prompt }).turns[0]?.role === first)
    )
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ stop_sequences: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
