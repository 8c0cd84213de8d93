import { describe, expect, test } from 'vitest'
import { toAnswer } from '../../../../translator/families/openai-compat/response.ts'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { LossReport } from '../../../../translator/loss-report.ts'
import { translateModelOutput } from '../../../support/translation.ts'

const GPT = 'openai.gpt-oss-120b-1:0'

const choiceOf = async (choice: JsonObject): Promise<JsonObject> => {
  const { body } = await translateModelOutput({ choices: [{ finish_reason: 'stop', ...choice }] }, GPT)
  return (body.choices as JsonObject[])[0]!
}
const said = async (content: Json, changes: JsonObject = {}): Promise<Json | undefined> =>
  (await choiceOf({ message: { role: 'assistant', content }, ...changes })).message

describe('the answer', () => {
  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['tool_calls', 'tool_calls'],
    ['function_call', 'tool_calls'],
    ['content_filter', 'content_filter'],
    ['abort', 'stop'],
    ['toString', 'stop'],
    [null, 'stop'],
  ])('that finished by %s finishes with %s', async (reason, finish_reason) => {
    expect(await choiceOf({ message: { content: 'a' }, finish_reason: reason })).toMatchObject({ finish_reason })
  })

  test('reports a reason that is not known, and no other', () => {
    const lossesOf = (finish_reason: string): string[] => {
      const report = new LossReport('drop')
      toAnswer({ choices: [{ message: { content: 'a' }, finish_reason }] }, { modelId: GPT, report })
      return report.losses.map(({ param }) => param)
    }

    expect(
      ['stop', 'length', 'model_length', 'tool_calls', 'function_call', 'content_filter'].flatMap(lossesOf),
    ).toEqual([])
    expect(lossesOf('abort')).toEqual(['finish_reason'])
  })

  test('that calls and gives no reason finishes with the calls', async () => {
    const tool_calls = [{ id: 'c', function: { name: 'f', arguments: '{}' } }]

    expect(await choiceOf({ message: { tool_calls }, finish_reason: null })).toMatchObject({
      finish_reason: 'tool_calls',
    })
  })

  test.each<[string, Json, string | null, string | undefined]>([
    ['thoughts in front', '<reasoning>r</reasoning>a', 'a', 'r'],
    ['several', '<reasoning>r</reasoning>\n<think>s</think>a', 'a', 'r\ns'],
    ['nothing but thoughts', '<reasoning>r</reasoning>', null, 'r'],
    ['line breaks by the marks', '<think>\nr\n\n</think>\n\n\na', '\na', 'r\n'],
    ['no thoughts', 'a <think>r</think>', 'a <think>r</think>', undefined],
    ['an empty text', '', '', undefined],
    ['no text', null, null, undefined],
    [
      'parts',
      [
        { type: 'text', text: 'a' },
        { type: 'thinking', thinking: 'r' },
        { type: 'x', text: 'y', thinking: 'z' },
        { type: 'text', text: 5 },
        1,
      ],
      'a',
      'r',
    ],
  ])('with %s', async (_name, given, content, reasoning) => {
    expect(await said(given)).toEqual({
      role: 'assistant',
      content,
      refusal: null,
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
    })
  })

  test('cut off while it thought holds thoughts alone', async () => {
    expect(await said('<think>r', { finish_reason: 'length' })).toMatchObject({ content: null, reasoning_content: 'r' })
    expect(await said('<think>r')).toMatchObject({ content: '<think>r' })
  })

  test('with thoughts as a member keeps them', async () => {
    expect(await choiceOf({ message: { content: 'a', reasoning_content: '', reasoning: 'r' } })).toMatchObject({
      message: { content: 'a', reasoning_content: 'r' },
    })
  })

  test('with a refusal and with probabilities keeps them', async () => {
    const logprobs = { content: [], refusal: null }

    expect(await choiceOf({ message: { content: null, refusal: 'No.' }, logprobs })).toMatchObject({
      message: { content: null, refusal: 'No.' },
      logprobs,
    })
  })

  const idOf = async (id: Json): Promise<Json | undefined> => {
    const { message } = await choiceOf({ message: { tool_calls: [{ id, function: { name: 'f' } }] } })
    return ((message as JsonObject).tool_calls as JsonObject[])[0]!.id
  }

  test.each(['chatcmpl-tool-1', 'functions.f:0', 'call_12345', 'call_a'])('keeps the call id %s', async (id) => {
    expect(await idOf(id)).toBe(id)
  })

  test.each(['call_0', 'call_9', 'call_1234', '', 'null', null, 1])(
    'has an id of its own for the call id %j',
    async (id) => {
      expect(await idOf(id)).toMatch(/^call_[0-9a-f]{24}$/)
    },
  )

  test.each<[string, JsonObject, string]>([
    ['a text', { arguments: '{"a": 1.0' }, '{"a": 1.0'],
    ['an object', { arguments: { a: 1 } }, '{"a":1}'],
    ['an empty text', { arguments: '' }, '{}'],
    ['nothing', {}, '{}'],
  ])('has the arguments of a call as the model wrote them: %s', async (_name, given, expected) => {
    const message = { tool_calls: [{ id: 'c', function: { name: 'f', ...given } }] }

    expect(await choiceOf({ message })).toMatchObject({
      message: {
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: expected } }],
      },
    })
  })

  test.each<[string, JsonObject]>([
    ['no choices', {}],
    ['an empty list of choices', { choices: [] }],
    ['a choice that is none', { choices: [1] }],
    ['choices that are null', { choices: [null, null] }],
    ['a choice without a message', { choices: [{ text: 'a' }] }],
    ['a message of numbers', { choices: [{ message: { content: 1 } }] }],
    ['a call without a name', { choices: [{ message: { tool_calls: [{ id: 'c' }] } }] }],
    ['a call that is none', { choices: [{ message: { tool_calls: [null] } }] }],
    ['an error for a reason', { choices: [{ message: { content: 'a' }, finish_reason: 'error' }] }],
  ])('with %s is an error of the line', async (_name, output) => {
    expect(await translateModelOutput(output, GPT)).toMatchObject({
      status_code: 502,
      body: { error: { code: 'unreadable_model_output' } },
    })
  })

  test.each<[string, Json, Json | undefined]>([
    [
      'counts',
      { prompt_tokens: 3, completion_tokens: 4, total_tokens: 9 },
      { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    ],
    [
      'counts of what was cached and thought',
      {
        prompt_tokens: 3,
        completion_tokens: 4,
        prompt_tokens_details: { cached_tokens: 2 },
        completion_tokens_details: { reasoning_tokens: 1 },
      },
      {
        prompt_tokens: 3,
        completion_tokens: 4,
        total_tokens: 7,
        prompt_tokens_details: { cached_tokens: 2 },
        completion_tokens_details: { reasoning_tokens: 1 },
      },
    ],
    ['one count', { completion_tokens: 4 }, { prompt_tokens: 0, completion_tokens: 4, total_tokens: 4 }],
    ['the other count', { prompt_tokens: 4 }, { prompt_tokens: 4, completion_tokens: 0, total_tokens: 4 }],
    ['no counts', {}, undefined],
    ['no usage', null, undefined],
  ])('with %s', async (_name, usage, expected) => {
    const { body } = await translateModelOutput({ choices: [{ message: { content: 'a' } }], usage }, GPT)

    expect(body.usage).toEqual(expected)
  })

  test('has its choices in the order of their indexes, and the model’s id where there is one', async () => {
    const choice = (index: Json, content: string): JsonObject => ({
      index,
      message: { content },
      finish_reason: 'stop',
    })
    const contents = async (...choices: JsonObject[]) =>
      ((await translateModelOutput({ id: 'x', choices }, GPT)).body.choices as { message: JsonObject }[]).map(
        ({ message }) => message.content,
      )

    expect(await contents(choice(1, 'b'), choice(0, 'a'))).toEqual(['a', 'b'])
    expect(await contents(choice(null, 'a'), choice(null, 'b'))).toEqual(['a', 'b'])
    expect((await translateModelOutput({ id: 'x', choices: [choice(0, 'a')] }, GPT)).body.id).toBe('x')
    expect((await translateModelOutput({ id: '', choices: [choice(0, 'a')] }, GPT)).body.id).toMatch(/^chatcmpl-/)
  })
})
