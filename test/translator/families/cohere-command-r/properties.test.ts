import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { extras, fates } from '../../../../translator/families/cohere-command-r/fates.ts'
import { MODEL, OPTIONS, sent } from '../../../support/command-r.ts'
import { chatLine, translateInputText, translateModelOutput } from '../../../support/translation.ts'

describe('whatever is said', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((some) => some.isWellFormed())
  const input = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 3 })
  const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/)
  const exchange = fc.record({ question: text, name, input, answer: text, reply: text })

  test('is found again in its order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(exchange, { maxLength: 4 }), text, async (exchanges, last) => {
        const messages = exchanges.flatMap(({ question, reply, answer, ...called }, index) => [
          { role: 'user', content: `q${question}` },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                id: `c${index}`,
                type: 'function',
                function: { name: called.name, arguments: JSON.stringify(called.input) },
              },
            ],
          },
          { role: 'tool', tool_call_id: `c${index}`, content: `a${answer}` },
          { role: 'assistant', content: `r${reply}` },
        ])
        const modelInput = await sent({ messages: [...messages, { role: 'user', content: `l${last}` }] })
        const expected = exchanges.flatMap(({ question, reply, answer, ...called }) => {
          const call = { name: called.name, parameters: JSON.parse(JSON.stringify(called.input)) as Json }
          return [
            { role: 'USER', message: `q${question}` },
            { role: 'CHATBOT', message: '', tool_calls: [call] },
            { role: 'TOOL', tool_results: [{ call, outputs: [{ text: `a${answer}` }] }] },
            { role: 'CHATBOT', message: `r${reply}` },
          ]
        })

        expect(modelInput).toEqual({
          message: `l${last}`,
          ...(expected.length > 0 && { chat_history: expected }),
        })
      }),
      { numRuns: 50 },
    )
  })

  test('no body makes it throw', async () => {
    const names = fc.constantFrom(...Object.keys({ ...fates, ...extras, messages: {} }))
    const value = fc.oneof(fc.jsonValue(), fc.constant([{ role: 'user', content: 'a' }]))
    const body = fc.dictionary(names, value).filter(({ messages, stream }) => messages !== null && stream !== true)

    await fc.assert(
      fc.asyncProperty(body, async (others) => {
        const line = chatLine(others as JsonObject)
        const { records, errors } = await translateInputText(line, { ...OPTIONS, unsupported: 'drop', fanOut: true })

        expect(records + errors).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })

  test('no output makes it throw', async () => {
    const names = fc.constantFrom('text', 'finish_reason', 'tool_calls', 'meta', 'response_id', 'citations')

    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (output) => {
        expect((await translateModelOutput(output as JsonObject, MODEL)).status_code).toBeGreaterThanOrEqual(200)
      }),
      { numRuns: 100 },
    )
  })
})
