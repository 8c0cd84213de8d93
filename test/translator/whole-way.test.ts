import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import { parseCompletionLine, parseEmbeddingsLine, withNumbers } from '../support/openai-responses.ts'
import { PNG } from '../support/responders.ts'
import { goWholeWay } from '../support/whole-way.ts'

/* OpenAI's lines become records, the records a job over S3, its output OpenAI's lines again: as users do it. */

// AWS: a job has 100 records at least.
const COUNT = 120
const user = (content: Json): JsonObject => ({ messages: [{ role: 'user', content }] })
const lineOf = (customId: string, url: string, body: JsonObject): string =>
  JSON.stringify({ custom_id: customId, method: 'POST', url, body: { model: 'the-model', ...body } })

/** As many lines as a job needs; each has a body of one kind, kinds by turns. */
const linesOf = (url: string, kinds: ((index: number) => JsonObject)[]): string[] =>
  Array.from({ length: COUNT }, (_, index) => lineOf(idOf(index), url, kinds[index % kinds.length]!(index)))
const idOf = (index: number): string => `line ${index}/é`
const ALL_IDS = Array.from({ length: COUNT }, (_, index) => idOf(index)).toSorted()

const CITY: JsonObject = {
  type: 'object',
  properties: { city: { type: 'string' }, id: { const: 12345678 } },
  required: ['city', 'id'],
  additionalProperties: false,
}
const TOOL: JsonObject = { type: 'function', function: { name: 'find_weather', parameters: CITY } }

test('Claude is given tools, a schema, images, and its answers come back', async () => {
  const kinds = [
    (index: number) => ({ ...user(`Oslo ${index}?`), max_tokens: 400, tools: [TOOL], tool_choice: 'required' }),
    (index: number) => ({
      ...user(`Bergen ${index}?`),
      max_tokens: 400,
      response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema: CITY } },
    }),
    (index: number) => ({
      ...user([
        { type: 'text', text: `What is in picture ${index}?` },
        { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
      ]),
      max_completion_tokens: 400,
    }),
    (index: number) => ({ ...user(`Too much of ${index}`), max_tokens: 3 }),
  ]

  const { input, output, lines, errors } = await goWholeWay(
    linesOf('/v1/chat/completions', kinds),
    'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    'InvokeModel',
  )

  const parsed = lines.map(parseCompletionLine)
  const choices = new Map(parsed.map(({ customId, body }) => [customId, body.choices[0]!]))
  expect(errors).toEqual([])
  expect(input).toMatchObject({ lineCount: COUNT, recordCount: COUNT, errorCount: 0, losses: [], batchErrors: [] })
  expect(parsed.map(({ customId }) => customId).toSorted()).toEqual(ALL_IDS)
  for (let index = 0; index < COUNT; index += kinds.length) {
    const [called, formed, seen, cut] = [0, 1, 2, 3].map((kind) => choices.get(idOf(index + kind))!)
    const [call] = called!.message.tool_calls!
    expect(called).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
    expect(call!.function.name).toBe('find_weather')
    expect(JSON.parse(call!.function.arguments)).toEqual({ city: expect.any(String), id: 12345678 })
    expect(JSON.parse(formed!.message.content!)).toEqual({ city: expect.any(String), id: 12345678 })
    expect(seen!.message.content).toContain(`What is in picture ${index + 2}?`)
    expect([formed!.finish_reason, seen!.finish_reason, cut!.finish_reason]).toEqual(['stop', 'stop', 'length'])
  }
  const sum = (of: 'prompt_tokens' | 'completion_tokens'): number =>
    parsed.reduce((tokens, { body }) => tokens + body.usage![of], 0)
  expect(output.tokens).toEqual({ input: sum('prompt_tokens'), output: sum('completion_tokens') })
})

test('Titan makes embeddings, of several inputs in a line too, as numbers or base64', async () => {
  const kinds = [
    (index: number) => ({ input: `a text ${index}`, dimensions: 256 }),
    (index: number) => ({ input: [`a text ${index - 1}`, `another ${index}`], dimensions: 256 }),
    (index: number) => ({ input: `a text ${index - 2}`, dimensions: 256, encoding_format: 'base64' }),
  ]

  const { input, lines, errors } = await goWholeWay(
    linesOf('/v1/embeddings', kinds),
    'amazon.titan-embed-text-v2:0',
    'InvokeModel',
  )

  const parsed = lines.map(parseEmbeddingsLine)
  const bodies = new Map(parsed.map(({ customId, body }) => [customId, body]))
  expect(errors).toEqual([])
  expect(input).toMatchObject({ lineCount: COUNT, recordCount: COUNT + COUNT / 3, losses: [] })
  expect(parsed.map(({ customId }) => customId).toSorted()).toEqual(ALL_IDS)
  for (let index = 0; index < COUNT; index += kinds.length) {
    const [one, two] = [0, 1].map((kind) => withNumbers(bodies.get(idOf(index + kind))!))
    const packed = bodies.get(idOf(index + 2))
    const vector = one!.data[0]!.embedding
    expect(vector).toHaveLength(256)
    expect(two!.data.map((item) => item.index)).toEqual([0, 1])
    expect(two!.data[0]!.embedding).toEqual(vector)
    expect(two!.data[1]!.embedding).not.toEqual(vector)
    expect(unpacked(packed!.data[0]!.embedding as string)).toEqual(vector.map(Math.fround))
    expect(one!.usage.total_tokens).toBeGreaterThan(0)
  }
})

/** As OpenAI's own package does it. */
function unpacked(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4))
}

/** Which no guardrail of the emulator's answers to: it has none. */
const GUARDRAIL = { guardrailIdentifier: 'a-guardrail', guardrailVersion: '1' }

test('Llama is asked in Converse, with several answers to a line; what it cannot be asked comes back as an error', async () => {
  const kinds = [
    (index: number) => ({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: `Who is ${index}?` },
        { role: 'assistant', content: 'Nobody.' },
        { role: 'user', content: `And ${index + 1}?` },
      ],
      max_tokens: 300,
      temperature: 0,
    }),
    (index: number) => ({ ...user(`Twice ${index}`), n: 2 }),
    (index: number) => ({ ...user(`With tools ${index}`), tools: [TOOL] }),
    (index: number) => ({ ...user(`Guarded ${index}`), guardrailConfig: GUARDRAIL }),
  ]

  const { input, lines, errors } = await goWholeWay(
    linesOf('/v1/chat/completions', kinds),
    'us.meta.llama3-3-70b-instruct-v1:0',
    'Converse',
  )

  const parsed = lines.map(parseCompletionLine)
  const bodies = new Map(parsed.map(({ customId, body }) => [customId, body]))
  expect(input).toMatchObject({ lineCount: COUNT, recordCount: COUNT, errorCount: COUNT / 4 })
  for (let index = 0; index < COUNT; index += kinds.length) {
    const [plain, twice] = [0, 1].map((kind) => bodies.get(idOf(index + kind))!)
    expect(plain!.choices[0]!.message.content).toContain(`And ${index + 1}?`)
    expect(twice!.choices.map((choice) => choice.index)).toEqual([0, 1])
    expect(plain!.usage!.prompt_tokens + plain!.usage!.completion_tokens).toBe(plain!.usage!.total_tokens)
  }
  const failed = errors.map((line) => JSON.parse(line) as { custom_id: string; response: { status_code: number } })
  expect(failed.map(({ custom_id }) => custom_id).toSorted()).toEqual(ALL_IDS.filter((id) => !bodies.has(id)))
  expect(new Set(failed.map(({ response }) => response.status_code))).toEqual(new Set([400]))
  expect(failed).toHaveLength(COUNT / 2)
})
