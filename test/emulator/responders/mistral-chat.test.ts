import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  LARGE,
  LARGE_3,
  PIXTRAL,
  URI,
  calls,
  checkMistral,
  image,
  messages,
  mistralAsk,
  result,
  says,
  schema,
  tool,
  mistralChat,
} from '../../support/mistral-records.ts'
import {
  answerOf,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
} from '../../support/responders.ts'

describe('Mistral takes a record that', () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['sets every option', { max_tokens: 8192, temperature: 1, top_p: 1, tools: [tool()], tool_choice: 'any' }],
    ['gives orders', messages(says('system'), says('user', [{ type: 'text', text: 'Hello' }]))],
    [
      'brings the history of tools',
      messages(says('user'), calls('a', 'b'), result('b'), result('a'), says('assistant'), says('user')),
    ],
    [
      'repeats an answer as it came',
      messages(says('user'), { ...calls('a'), index: null, tool_call_id: null }, result('a')),
    ],
    [
      'repeats an answer without calls as it came',
      messages(says('user'), { ...says('assistant'), tool_calls: null, index: null, tool_call_id: null }, says('user')),
    ],
    ['has a tool without parameters', { tools: [{ type: 'function', function: { name: 'now' } }] }],
    ['ends with a result', messages(says('user'), calls('a'), result('a'))],
    ['begins the answer', messages(says('user'), { ...says('assistant', '{'), prefix: true })],
    ['shows an image to Pixtral', messages(image(URI)), PIXTRAL],
    [
      'has the body of OpenAI, for a newer model',
      { max_completion_tokens: 9, seed: 1, tools: [tool()], tool_choice: 'required' },
      LARGE_3,
    ],
    ['shows an image to a newer model', messages(image(URI)), LARGE_3],
  ])('%s', (_name, members, id) => {
    expect(checkMistral(members, id)).toBeUndefined()
  })
})

describe('what Mistral reads', () => {
  test('a record that says little may be answered at length', () => {
    expect(mistralAsk({})).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hello' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 8192,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
    })
  })

  test('turns, tools and limits', () => {
    const history = messages(says('system', 'Be brief.'), image(URI), calls('a'), result('a'))
    expect(mistralAsk({ ...history, tools: [tool()], tool_choice: 'any', max_tokens: 5 })).toMatchObject({
      turns: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: 'What?' },
        { role: 'assistant', text: 'get_weather({"city":"Oslo"})' },
        { role: 'tool', text: 'Sunny' },
      ],
      mediaCount: 1,
      tools: [{ name: 'get_weather', schema }],
      forcedTool: 'any',
      maxTokens: 5,
    })
    expect(mistralAsk({ tools: [tool()], tool_choice: 'auto' }).forcedTool).toBeUndefined()
    expect(mistralAsk({ tools: [{ type: 'function', function: { name: 'now' } }] }).tools).toEqual([
      { name: 'now', schema: { type: 'object', properties: {} } },
    ])
  })

  test('the body of OpenAI, for a newer model', () => {
    expect(mistralAsk({ max_completion_tokens: 9, n: 2 }, LARGE_3)).toMatchObject({ maxTokens: 9, choiceCount: 2 })
  })
})

const write = (choice: Parameters<typeof answerOf>[0], id = LARGE): string =>
  JSON.stringify(mistralChat.write(answerOf(choice), mistralAsk({}, id), contextOf(id)))

describe('what Mistral writes', () => {
  test('a text', () => {
    expect(JSON.parse(write({}))).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      object: 'chat.completion',
      created: 1795219200,
      model: 'mistral-large-2407',
      choices: [
        {
          index: 0,
          logprobs: null,
          context_logits: null,
          generation_logits: null,
          message: { role: 'assistant', content: 'Grace Hopper.', tool_calls: null, index: null, tool_call_id: null },
          stop_reason: 'stop',
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 12, completion_tokens: 30, total_tokens: 42 },
    })
    expect(JSON.parse(write({ stopReason: 'maxTokens' }))).toMatchObject({
      choices: [{ stop_reason: 'length', finish_reason: 'length' }],
    })
  })

  test('calls of tools, with arguments as text', () => {
    const made = [
      { name: 'a', arguments: objectFrom('{"id":12345678901234567890}') },
      { name: 'b', arguments: {} },
    ]
    const id = expect.stringMatching(/^[A-Za-z0-9]{9}$/)
    const answer = write({ text: '', calls: made, stopReason: 'toolUse' })
    const message = {
      content: '',
      tool_calls: [
        { id, type: 'function', function: { name: 'a', arguments: '{"id":12345678901234567890}' } },
        { id, type: 'function', function: { name: 'b', arguments: '{}' } },
      ],
    }
    expect(JSON.parse(answer)).toMatchObject({ choices: [{ finish_reason: 'tool_calls', message }] })
    expect(new Set(answer.match(/"id":"[A-Za-z0-9]{9}"/g)).size).toBe(2)
  })

  test('the name of its own model', () => {
    expect(JSON.parse(write({}, PIXTRAL))).toMatchObject({ model: 'pixtral-large-2502' })
  })

  test("OpenAI's object, for a newer model", () => {
    expect(JSON.parse(write({}, LARGE_3))).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { content: 'Grace Hopper.' }, finish_reason: 'stop' }],
      usage: { total_tokens: 42 },
    })
  })
})

describe('whatever a record holds, Mistral answers', () => {
  const names = ['messages', 'role', 'content', 'type', 'text', 'tool_calls', 'id', 'function', 'name', 'arguments']
  const odd = oddObjects([...names, 'tools', 'tool_call_id', 'prefix'], ['user', 'assistant', 'tool', 'text'])
  const models = fc.constantFrom(LARGE, PIXTRAL, LARGE_3)

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(mistralChat.check(members, modelOf(id))))
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to messages that are nearly right, and reads what it takes', () => {
    const message = fc.oneof(
      odd,
      fc.constantFrom(says('user'), says('system'), says('assistant'), calls('a'), result('a'), image(URI)),
    )
    const property = fc.property(fc.array(message, { maxLength: 5 }), models, (list, id) => {
      const error = checkMistral({ messages: list }, id)
      return isVerdict(error) && (error !== undefined || mistralAsk({ messages: list }, id).kind === 'chat')
    })
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(checkMistral({ tools: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
