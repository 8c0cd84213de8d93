import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PROMPT_MODELS, promptOf } from '../../support/prompt-models.ts'
import { chatLine, translateInputText, translateOutputText } from '../../support/translation.ts'

/** A text that no template is made of, and that occurs in no other text: its number is in it. */
const plainText = (): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.replace(/[<>[\]|｜:\s]/g, '_'))

const messages = (): fc.Arbitrary<JsonObject[]> =>
  fc
    .tuple(
      fc.array(plainText(), { maxLength: 2 }),
      fc.array(
        fc.tuple(fc.constantFrom('user', 'user', 'assistant', 'system', 'developer'), plainText(), fc.boolean()),
        {
          maxLength: 6,
        },
      ),
    )
    .map(([system, turns]) =>
      [...system.map((text) => ['system', text, false] as const), ['user', 'first', false] as const, ...turns].map(
        ([role, text, inParts], index) => {
          const content = `${index}#${text}#${index}`
          return { role, content: inParts ? [{ type: 'text', text: content }] : content }
        },
      ),
    )

const textOf = ({ content }: JsonObject): string =>
  typeof content === 'string' ? content : (content as [{ text: string }])[0].text

/** Anything at all in the place of messages, parameters and their values. */
const anyBody = (): fc.Arbitrary<JsonObject> =>
  fc.record(
    {
      messages: fc.oneof(
        messages(),
        fc.array(fc.dictionary(fc.constantFrom('role', 'content', 'name'), fc.jsonValue())),
      ),
      max_tokens: fc.jsonValue(),
      stop: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
      temperature: fc.oneof(fc.double({ min: 0, max: 2 }), fc.jsonValue()),
      n: fc.jsonValue(),
      tools: fc.jsonValue(),
      top_k: fc.jsonValue(),
      presence_penalty: fc.jsonValue(),
      presencePenalty: fc.jsonValue(),
      response_format: fc.jsonValue(),
    },
    { requiredKeys: ['messages'] },
  ) as fc.Arbitrary<JsonObject>

describe.each(PROMPT_MODELS)('a model of $family', ({ modelId, member }) => {
  test('is told every text once, in the order of the messages', async () => {
    await fc.assert(
      fc.asyncProperty(messages(), async (asked) => {
        const line = chatLine({ messages: asked, max_tokens: 5 })

        const { records, errors } = await translateInputText(line, { modelId })

        expect(errors).toBe('')
        const prompt = promptOf((JSON.parse(records) as { modelInput: JsonObject }).modelInput, member)
        const places = asked.map((message) => prompt.indexOf(textOf(message)))
        expect(places).not.toContain(-1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const message of asked) expect(prompt.split(textOf(message))).toHaveLength(2)
      }),
      { numRuns: 100 },
    )
  })

  test('makes one record or one error of any line', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody(), fc.constantFrom('error', 'drop'), async (body, unsupported) => {
        const { records, errors, batchErrors } = await translateInputText(chatLine(body), { modelId, unsupported })

        expect(`${records}${errors}`.split('\n').filter(Boolean).length + Math.min(batchErrors.length, 1)).toBe(1)
      }),
      { numRuns: 100 },
    )
  })

  test('makes one line or one error of any output', async () => {
    const members = ['generation', 'outputs', 'choices', 'results', 'completion', 'completions', 'generations']
    const parts = fc.array(
      fc.dictionary(
        fc.constantFrom('text', 'outputText', 'data', 'stop_reason', 'finish_reason'),
        fc.jsonValue({ maxDepth: 1 }),
      ),
    )
    const output = fc.dictionary(
      fc.constantFrom(...members, 'id', 'prompt'),
      fc.oneof(parts, fc.jsonValue({ maxDepth: 1 })),
    )
    await fc.assert(
      fc.asyncProperty(output, async (modelOutput) => {
        const record = JSON.stringify({ modelInput: {}, modelOutput, recordId: 'line-1' })

        const { lines, errors, unusable } = await translateOutputText(`${record}\n`, { modelId })

        expect(unusable).toEqual([])
        expect(`${lines}${errors}`.split('\n').filter(Boolean)).toHaveLength(1)
      }),
      { numRuns: 50 },
    )
  })
})
