import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { mapping } from '../../../../translator/families/cohere-command-r/index.ts'
import { LossReport } from '../../../../translator/loss-report.ts'
import { MODEL } from '../../../support/command-r.ts'
import { translateModelOutput } from '../../../support/translation.ts'

describe('an answer', () => {
  const OUTPUT: JsonObject = { response_id: 'r-1', generation_id: 'g-1', text: 'Hi', finish_reason: 'COMPLETE' }
  const CALLS: JsonObject = { tool_calls: [{ name: 'f', parameters: { a: 1 } }, { name: 'g' }] }
  const bodyOf = async (output: JsonObject): Promise<JsonObject> => (await translateModelOutput(output, MODEL)).body
  const choiceOf = async (output: JsonObject): Promise<JsonObject> =>
    ((await bodyOf({ ...OUTPUT, ...output })).choices as JsonObject[])[0]!
  const lossesOf = (output: JsonObject): string[] => {
    const report = new LossReport('drop')
    mapping.toAnswer({ ...OUTPUT, ...output }, { modelId: MODEL, report })
    return report.losses.map(({ param }) => param)
  }

  test('has its id and text, and no usage that nobody told', async () => {
    expect(await bodyOf(OUTPUT)).toEqual({
      id: 'r-1',
      object: 'chat.completion',
      created: 1_767_225_600,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hi', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    })
  })

  test.each<[JsonObject, string]>([
    [{ response_id: null }, 'g-1'],
    [{ response_id: '' }, 'g-1'],
    [{ response_id: undefined as never, generation_id: 5 }, 'chatcmpl-'],
  ])('with ids %j has the id %s', async (ids, id) => {
    expect((await bodyOf({ ...OUTPUT, ...ids })).id).toContain(id)
  })

  test.each<[Json, string, string[]]>([
    ['COMPLETE', 'stop', []],
    ['complete', 'stop', []],
    ['STOP_SEQUENCE', 'stop', []],
    ['MAX_TOKENS', 'length', []],
    ['ERROR_LIMIT', 'length', []],
    ['ERROR_TOXIC', 'content_filter', []],
    ['toString', 'stop', ['finish_reason']],
    [null, 'stop', ['finish_reason']],
    [5, 'stop', ['finish_reason']],
  ])('that ended with %j has the finish reason %s', async (reason, expected, losses) => {
    expect((await choiceOf({ finish_reason: reason })).finish_reason).toBe(expected)
    expect(lossesOf({ finish_reason: reason })).toEqual(losses)
  })

  test.each(['ERROR', 'error', 'USER_CANCEL'])('that ended with %s is an error line', async (reason) => {
    const { status_code: status, body } = await translateModelOutput({ ...OUTPUT, finish_reason: reason }, MODEL)

    expect(status).toBe(500)
    expect(body.error).toMatchObject({ code: 'model_error', type: 'server_error' })
    expect(JSON.stringify(body)).toContain(reason.toUpperCase())
  })

  test('with calls has ids that derive from the record', async () => {
    const { message, finish_reason: reason } = await choiceOf({ text: '', ...CALLS })
    const { content, tool_calls: found } = message as { content: Json; tool_calls: JsonObject[] }

    expect([content, reason]).toEqual([null, 'tool_calls'])
    expect(found.map(({ function: called }) => called)).toEqual([
      { name: 'f', arguments: '{"a":1}' },
      { name: 'g', arguments: '{}' },
    ])
    expect(new Set(found.map(({ id }) => id)).size).toBe(2)
    expect(await choiceOf({ text: '', ...CALLS })).toEqual({ index: 0, message, logprobs: null, finish_reason: reason })
  })

  test('with calls keeps its text, and its limit', async () => {
    expect(await choiceOf({ ...CALLS, finish_reason: 'MAX_TOKENS' })).toMatchObject({
      message: { content: 'Hi' },
      finish_reason: 'length',
    })
  })

  test.each([null, 5])('with calls and %j for a text has no content', async (text) => {
    expect(await choiceOf({ text, ...CALLS })).toMatchObject({ message: { content: null } })
  })

  test.each([[[]], [null]])('with %j for calls has none', async (calls) => {
    const choice = await choiceOf({ tool_calls: calls })

    expect(choice).toMatchObject({ finish_reason: 'stop' })
    expect(choice.message).not.toHaveProperty('tool_calls')
  })

  test('may be empty', async () => {
    expect(await choiceOf({ text: '', tool_calls: [] })).toMatchObject({
      message: { content: '' },
      finish_reason: 'stop',
    })
  })

  test.each<[JsonObject, Json]>([
    [
      { billed_units: { input_tokens: 3, output_tokens: 5 } },
      { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
    ],
    [
      { tokens: { input_tokens: 70, output_tokens: 5 }, billed_units: { input_tokens: 3, output_tokens: 5 } },
      { prompt_tokens: 70, completion_tokens: 5, total_tokens: 75 },
    ],
    [{ billed_units: { input_tokens: 3 } }, undefined as never],
    [{ billed_units: { output_tokens: 3 } }, undefined as never],
    [{ billed_units: null }, undefined as never],
  ])('with meta %j has the usage %j', async (meta, usage) => {
    expect((await bodyOf({ ...OUTPUT, meta })).usage).toEqual(usage)
  })

  test.each(['citations', 'documents', 'search_queries', 'search_results'])('says that %s are lost', (part) => {
    expect(lossesOf({ [part]: [{}] })).toEqual([part])
    expect(lossesOf({ [part]: [] })).toEqual([])
  })

  test.each<[string, JsonObject]>([
    ['no text', { text: null }],
    ['a text that is none', { text: 5 }],
    ['calls that are no list', { tool_calls: 'f' }],
    ['a call that is none', { tool_calls: [5] }],
    ['a call without a name', { tool_calls: [{ parameters: {} }] }],
  ])('with %s is unreadable', async (_name, output) => {
    const { status_code: status, body } = await translateModelOutput({ ...OUTPUT, ...output }, MODEL)

    expect([status, (body.error as JsonObject).code]).toEqual([502, 'unreadable_model_output'])
  })
})
