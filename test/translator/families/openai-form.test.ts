import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../translator/chat/parameters.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { meet } from '../../support/fates.ts'
import { conversation } from '../../support/openai-conversations.ts'
import { chatLine, translateInputText, translateOutputText } from '../../support/translation.ts'

const MODELS = [
  'openai.gpt-oss-120b-1:0',
  'moonshot.kimi-k2-thinking',
  'mistral.mistral-large-2407-v1:0',
  'mistral.ministral-3-8b-instruct',
  'ai21.jamba-1-5-large-v1:0',
]

interface SentMessage {
  role: string
  content?: string | { text: string }[]
  tool_calls?: { id: string; function: { name: string; arguments: string } }[]
  tool_call_id?: string
}

const sentMessages = async (messages: JsonObject[], modelId: string): Promise<SentMessage[]> => {
  const { records } = await translateInputText(chatLine({ messages }), { modelId })
  return (JSON.parse(records) as { modelInput: { messages: SentMessage[] } }).modelInput.messages
}

/** Mistral's older models refuse what is said between results and the answer to them. */
const isTaken = (messages: JsonObject[], modelId: string): boolean =>
  modelId !== 'mistral.mistral-large-2407-v1:0' ||
  messages.every(({ role }, index) => messages[index - 1]?.role !== 'tool' || role === 'tool' || role === 'assistant')

const textsOf = ({ content = '' }: SentMessage): string[] =>
  typeof content === 'string' ? [content].filter(Boolean) : content.map(({ text }) => text)

describe.each(MODELS)('for %s', (modelId) => {
  test('texts, roles, calls and their order are found again in the record', async () => {
    await fc.assert(
      fc.asyncProperty(conversation(), async ({ messages, texts, calls }) => {
        fc.pre(isTaken(messages, modelId))
        const sent = await sentMessages(messages, modelId)

        const sentCalls = sent.flatMap(({ tool_calls }) => tool_calls ?? [])
        expect(sent.flatMap(textsOf).join('\n')).toBe(texts.join('\n'))
        expect(sent.filter(({ role }) => role === 'assistant' || role === 'tool').map(({ role }) => role)).toEqual(
          messages.filter(({ role }) => role === 'assistant' || role === 'tool').map(({ role }) => role),
        )
        expect(sentCalls.map(({ function: called }) => called)).toEqual(
          calls.map(({ name, arguments: given }) => ({ name, arguments: given || '{}' })),
        )
        expect(sent.flatMap(({ tool_call_id: id }) => id ?? [])).toEqual(sentCalls.map(({ id }) => id))
        expect(new Set(sentCalls.map(({ id }) => id)).size).toBe(sentCalls.length)
      }),
      { numRuns: 60 },
    )
  })

  test('what tools have that OpenAI’s have not is not sent, and that is said', async () => {
    const { sent, lost } = await meet(
      { tools: [{ type: 'function', odd: 1, function: { name: 'f', odd: 2 } }] },
      modelId,
    )

    expect(JSON.stringify(sent)).not.toContain('odd')
    expect(lost).toEqual([
      'tools[].odd dropped: The model is not told.',
      'tools[].function.odd dropped: The model is not told.',
    ])
  })

  test('whatever the body, it becomes a record or an error', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('text', 'image_url', 'file', 'refusal') }))
    const message = fc.record(
      {
        role: fc.constantFrom<Json>('system', 'developer', 'user', 'assistant', 'tool', 'function', null),
        content: fc.oneof(fc.string(), fc.array(part, { maxLength: 2 }), fc.jsonValue()),
        name: fc.oneof(fc.constant('f'), fc.jsonValue()),
        tool_call_id: fc.constantFrom<Json>('c', 1),
        tool_calls: fc.constantFrom<Json>([{ id: 'c', function: { name: 'f', arguments: {} } }], [], [null], 'c'),
        function_call: fc.constantFrom<Json>({ name: 'f' }, {}, 1),
        refusal: fc.constantFrom<Json>('No.', 1, null),
      },
      { requiredKeys: ['role'] },
    )
    const body = fc
      .tuple(
        fc.dictionary(fc.constantFrom(...CHAT_PARAMETERS, 'top_k', '__proto__', 'constructor'), fc.jsonValue()),
        fc.array(message, { maxLength: 3 }),
        fc.boolean(),
      )
      .map(([parameters, messages, isPlain]) => (isPlain ? { messages } : { ...parameters, messages }))
    await fc.assert(
      fc.asyncProperty(body, async (some) => {
        const { records, errors, batchErrors } = await translateInputText(chatLine(some as JsonObject), { modelId })

        expect(records.length + errors.length + batchErrors.length).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
  })

  test('whatever the output, it becomes a line', async () => {
    const choice = fc.record(
      {
        index: fc.constantFrom<Json>(0, null, 'a'),
        message: fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              content: fc.oneof(fc.string(), fc.array(fc.jsonValue()), fc.constantFrom('<think>', '[THINK]a', null)),
              tool_calls: fc.oneof(fc.jsonValue(), fc.constant([{ function: { name: 'f' } }])),
              reasoning_content: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        ),
        finish_reason: fc.oneof(fc.jsonValue(), fc.constantFrom('stop', 'length', 'toString', '__proto__')),
      },
      { requiredKeys: [] },
    )
    const output = fc.record(
      {
        id: fc.jsonValue(),
        choices: fc.oneof(fc.array(choice, { maxLength: 2 }), fc.jsonValue()),
        usage: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(output, async (modelOutput) => {
        const text = `${JSON.stringify({ modelInput: {}, modelOutput, recordId: 'a' })}\n`
        const { lines, errors } = await translateOutputText(text, { modelId })

        expect((lines + errors).split('\n')).toHaveLength(2)
      }),
      { numRuns: 100 },
    )
  })
})
