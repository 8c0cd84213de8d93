import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineError } from '../../../translator/errors.ts'
import { isConverseOutput, toAnswer } from '../../../translator/families/converse/response.ts'
import { findMapping } from '../../../translator/families/index.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { LossReport } from '../../../translator/loss-report.ts'
import { translateModelOutput } from '../../support/translation.ts'

const NOVA = 'amazon.nova-pro-v1:0'
const LLAMA = 'meta.llama3-3-70b-instruct-v1:0'
const USAGE = { inputTokens: 1, outputTokens: 2, totalTokens: 3 }

const output = (content: Json, changes: JsonObject = {}): JsonObject => ({
  output: { message: { role: 'assistant', content } },
  stopReason: 'end_turn',
  usage: USAGE,
  ...changes,
})
const answerOf = (modelOutput: JsonObject) => {
  const report = new LossReport('drop')
  const { choices, usage } = toAnswer(modelOutput, { modelId: NOVA, report })
  return { ...choices[0]!, usage, losses: report.losses.map(({ param, action }) => `${action} ${param}`) }
}

test('the answers of Nova are read as those of Converse', async () => {
  const { mapping } = await findMapping(NOVA, { converse: false })
  expect(mapping.toAnswer).toBe(toAnswer)
})

test.each([NOVA, LLAMA, 'anthropic.claude-sonnet-4-6', 'openai.gpt-oss-20b-1:0', 'cohere.command-r-v1:0'])(
  'an answer in Converse’s form is read for %s',
  async (modelId) => {
    expect(await translateModelOutput(output([{ text: 'Hi' }]), modelId)).toMatchObject({
      status_code: 200,
      body: {
        model: 'm',
        choices: [{ index: 0, message: { content: 'Hi', refusal: null }, logprobs: null, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      },
    })
  },
)

test.each<[JsonObject, boolean]>([
  [{ output: { message: {} } }, true],
  [{ output: { message: null } }, false],
  [{ output: 'text' }, false],
  [{ outputs: [{ text: 'a' }] }, false],
  [{}, false],
])('%j is of Converse’s form: %s', (modelOutput, expected) => {
  expect(isConverseOutput(modelOutput)).toBe(expected)
})

test('an answer of neither form is an error of the line', async () => {
  expect(await translateModelOutput({ output: { text: 'a' } }, NOVA)).toMatchObject({ status_code: 502 })
  expect(await translateModelOutput({ output: { message: { content: 'a' } } }, LLAMA)).toMatchObject({
    status_code: 502,
    body: { error: { code: 'unreadable_model_output' } },
  })
})

describe('blocks', () => {
  test('of text are joined with nothing between them', () => {
    expect(answerOf(output([{ text: 'a' }, { text: '' }, { text: 'b' }])).content).toBe('ab')
    expect(answerOf(output([{ text: '' }])).content).toBe('')
    expect(answerOf(output([])).content).toBe(undefined)
  })

  test('of citations are the texts that they cite for', () => {
    const cited = { citationsContent: { content: [{ text: 'b' }, null, { other: 1 }], citations: [] } }
    expect(answerOf(output([{ text: 'a' }, cited, { citationsContent: {} }])).content).toBe('ab')
  })

  test('of tools are calls, but for those that the service runs itself', () => {
    const call = { toolUseId: 't', name: 'f', input: { a: 1 } }
    const content = [
      { toolUse: call },
      { toolUse: { name: 'g' } },
      { toolUse: { ...call, type: 'server_tool_use' } },
      { toolUse: null },
    ]
    expect(answerOf(output(content, { stopReason: 'tool_use' }))).toMatchObject({
      calls: [
        { id: 't', name: 'f', arguments: '{"a":1}' },
        { id: undefined, name: 'g', arguments: '{}' },
      ],
      finishReason: 'tool_calls',
    })
    expect(() => answerOf(output([{ toolUse: {} }]))).toThrow('without a name')
  })

  test('of thoughts are reasoning, in the form in which they can be brought back', () => {
    const content = [
      { reasoningContent: { reasoningText: { text: 'a', signature: 's' } } },
      { reasoningContent: { redactedContent: 'eA==' } },
      { reasoningContent: { reasoningText: { text: 'b' } } },
      { reasoningContent: {} },
      { text: 'c' },
    ]
    expect(answerOf(output(content))).toMatchObject({
      content: 'c',
      reasoning: 'a\nb',
      thinkingBlocks: [
        { type: 'thinking', thinking: 'a', signature: 's' },
        { type: 'redacted_thinking', data: 'eA==' },
        { type: 'thinking', thinking: 'b' },
      ],
    })
    expect(answerOf(output([{ reasoningContent: { redactedContent: 'eA==' } }])).reasoning).toBe(undefined)
    expect(answerOf(output([{ text: 'c' }]))).not.toHaveProperty('thinkingBlocks')
  })

  test('of other kinds are reported, each kind once', () => {
    const image = { image: { format: 'png', source: {} } }
    expect(answerOf(output([{ text: 'a' }, image, image, { video: {} }])).losses).toEqual([
      'dropped content',
      'dropped content',
    ])
  })
})

test.each<[Json, string, string[]]>([
  ['end_turn', 'stop', []],
  ['stop_sequence', 'stop', []],
  ['max_tokens', 'length', []],
  ['model_context_window_exceeded', 'length', []],
  ['tool_use', 'tool_calls', []],
  ['guardrail_intervened', 'content_filter', []],
  ['content_filtered', 'content_filter', []],
  ['refusal', 'content_filter', []],
  ['malformed_model_output', 'stop', ['changed finish_reason']],
  ['malformed_tool_use', 'stop', ['changed finish_reason']],
  ['toString', 'stop', ['changed finish_reason']],
  [null, 'stop', ['changed finish_reason']],
])('an answer that stopped for %s finishes with %s', (stopReason, finishReason, losses) => {
  expect(answerOf(output([{ text: 'a' }], { stopReason }))).toMatchObject({ finishReason, losses })
})

test('a call that the model has spoilt is none', () => {
  const content = [{ text: 'a' }, { toolUse: { toolUseId: 't', name: 'f', input: {} } }]
  expect(answerOf(output(content, { stopReason: 'malformed_tool_use' })).calls).toEqual([])
  expect(answerOf(output(content, { stopReason: 'max_tokens' })).calls).toHaveLength(1)
})

describe('usage', () => {
  const usageOf = (usage: Json, changes: JsonObject = {}) => answerOf(output([], { usage, ...changes }))

  test.each<[string, JsonObject]>([
    ['Converse’s', { cacheReadInputTokens: 100, cacheWriteInputTokens: 5 }],
    ['Nova’s', { cacheReadInputTokenCount: 100, cacheWriteInputTokenCount: 5 }],
  ])('counts what was cached, by %s names, as part of the prompt', (_name, cache) => {
    expect(usageOf({ ...USAGE, ...cache }).usage).toEqual({
      prompt: 106,
      completion: 2,
      cached: 100,
      cacheWritten: 5,
      reasoning: undefined,
    })
  })

  test('has tokens of thoughts where they were asked for', () => {
    const details = (thinking_tokens: Json): JsonObject => ({
      additionalModelResponseFields: { usage: { output_tokens_details: { thinking_tokens } } },
    })
    expect(usageOf(USAGE, details(2)).usage?.reasoning).toBe(2)
    expect(usageOf(USAGE, details(null)).usage?.reasoning).toBe(undefined)
    expect(usageOf(USAGE, { additionalModelResponseFields: { usage: null } }).usage?.reasoning).toBe(undefined)
    expect(usageOf(USAGE, { additionalModelResponseFields: null }).usage?.reasoning).toBe(undefined)
  })

  test('that does not add up is reported; the cache may be in its sum or not', () => {
    const cache = { ...USAGE, cacheReadInputTokens: 100 }
    expect(usageOf(cache).losses).toEqual([])
    expect(usageOf({ ...cache, totalTokens: 103 }).losses).toEqual([])
    expect(usageOf({ ...cache, totalTokens: 104 }).losses).toEqual(['changed usage.total_tokens'])
    expect(usageOf({ inputTokens: 1, outputTokens: 2 }).losses).toEqual([])
  })

  test('that is not there is not made up', () => {
    expect(usageOf(null).usage).toBe(undefined)
    expect(usageOf({}).usage).toMatchObject({ prompt: 0, completion: 0 })
  })
})

/** How an answer finished; throws what is not an error of the line. */
function outcomeOf(modelOutput: JsonObject): string {
  try {
    return answerOf(modelOutput).finishReason
  } catch (error) {
    if (error instanceof LineError) return 'line error'
    throw error
  }
}

test('no output makes the reading throw anything but an error of the line', () => {
  const block = fc.dictionary(
    fc.constantFrom('text', 'toolUse', 'reasoningContent', 'citationsContent', '__proto__', 'image'),
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(
        fc.constantFrom('name', 'input', 'reasoningText', 'content', 'text'),
        fc.jsonValue({ maxDepth: 1 }),
      ),
    ),
  )
  const some = fc.record(
    {
      output: fc.oneof(
        fc.jsonValue(),
        fc.record({ message: fc.record({ content: fc.array(block, { maxLength: 3 }) }) }),
      ),
      stopReason: fc.oneof(fc.jsonValue(), fc.constantFrom('end_turn', '__proto__')),
      usage: fc.oneof(fc.jsonValue(), fc.constant({ inputTokens: 'a', cacheReadInputTokens: null })),
      additionalModelResponseFields: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(some, (modelOutput) => {
      expect(outcomeOf(modelOutput as JsonObject)).toMatch(/^(?:stop|length|tool_calls|content_filter|line error)$/)
    }),
    { numRuns: 1000 },
  )
})
