import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { toRecordId } from '../../../translator/batches/record-id.ts'
import { translateOutputText } from '../../support/translation.ts'

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const TITAN = 'amazon.titan-embed-text-v2:0'

const record = (recordId: string, rest: JsonObject): string =>
  `${JSON.stringify({ modelInput: {}, ...rest, recordId })}\n`
const claude = (text: string, usage: JsonObject | null = { input_tokens: 10, output_tokens: 5 }): JsonObject => ({
  modelOutput: { id: 'msg_1', content: [{ type: 'text', text }], stop_reason: 'end_turn', ...(usage && { usage }) },
})
const failed = (errorCode: number, errorMessage: string): JsonObject => ({ error: { errorCode, errorMessage } })
const titan = (embedding: number[], inputTextTokenCount = 3): JsonObject => ({
  modelOutput: { embedding, embeddingsByType: { float: embedding }, inputTextTokenCount },
})

interface ResultLine {
  custom_id: string
  response: { status_code: number; body: JsonObject & { choices?: JsonObject[]; data?: JsonObject[] } }
}
const linesOf = (text: string): ResultLine[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ResultLine)

describe('a record that failed', () => {
  test.each([
    [400, 400, 'invalid_request_error'],
    [424, 424, 'invalid_request_error'],
    [503, 503, 'server_error'],
    [7, 500, 'server_error'],
  ])('with code %i is a line with status %i', async (errorCode, status, type) => {
    const { errors, lines } = await translateOutputText(record('a b', failed(errorCode, 'No é.')), { modelId: HAIKU })

    expect(lines).toBe('')
    expect(linesOf(errors)).toMatchObject([
      {
        response: { status_code: status, body: { error: { message: 'No é.', type, param: null, code: null } } },
        error: null,
      },
    ])
  })

  test('without output is told so', async () => {
    expect(linesOf((await translateOutputText(record('a', {}), { modelId: HAIKU })).errors)).toMatchObject([
      { response: { status_code: 502 } },
    ])
  })
})

test.each(['{', '[]', '{"modelOutput":{}}', '{"recordId":7}', '\ud83d'])('%j is no record', async (line) => {
  expect((await translateOutputText(`${line}\n`, { modelId: HAIKU })).unusable).toMatchObject([{ line: 1 }])
})

test('half a character that a model wrote comes through', async () => {
  const { lines } = await translateOutputText(record('a', claude('cut \ud83d')), { modelId: HAIKU })

  expect(linesOf(lines)[0]!.response.body.choices).toMatchObject([{ message: { content: 'cut \ud83d' } }])
})

test('the model is named as the client named it, whatever the form of the line', async () => {
  for (const text of ['plain', 'voilà', 'esc\u0007'])
    expect(
      linesOf((await translateOutputText(record('a', claude(text)), { modelId: HAIKU, modelName: 'modèle' })).lines)[0]!
        .response.body,
    ).toMatchObject({ model: 'modèle', choices: [{ message: { content: text } }] })
})

// How deep is too deep is the engine's: Node 26 goes further than Node 24.
test('an answer that is nested very deep is written, or an error of its line, and the next one goes on', async () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const thought = `{"type":"thinking","thinking":"Hm.","signature":"s","deep":${deep}}`
  const bad = record('bad', claude('x')).replace('"content":[', `"content":[${thought},`)

  const { lines, errors } = await translateOutputText(bad + record('good', claude('y')), { modelId: HAIKU })

  expect(`${lines}${errors}`.match(/"custom_id":"(?:good|bad)"/g)?.toSorted()).toEqual([
    '"custom_id":"bad"',
    '"custom_id":"good"',
  ])
  expect(lines).toContain('"custom_id":"good"')
})

describe('records of one line', () => {
  const part = (index: number, count: number): string => toRecordId({ customId: 'é', part: { index, count } })

  test('come together in their order, whatever theirs in the file', async () => {
    const text =
      record(part(2, 3), claude('c')) +
      record('x', claude('y')) +
      record(part(0, 3), claude('a')) +
      record(part(1, 3), claude('b'))

    const lines = linesOf((await translateOutputText(text, { modelId: HAIKU })).lines)

    expect(lines.map(({ custom_id }) => custom_id)).toEqual(['x', 'é'])
    expect(lines[1]!.response.body).toMatchObject({
      choices: [
        { index: 0, message: { content: 'a' } },
        { index: 1, message: { content: 'b' } },
        { index: 2, message: { content: 'c' } },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 15, total_tokens: 25 },
    })
  })

  test('fail together', async () => {
    const text = record(part(0, 2), claude('a')) + record(part(1, 2), failed(429, 'Slow down.'))

    expect(linesOf((await translateOutputText(text, { modelId: HAIKU })).errors)).toMatchObject([
      { custom_id: 'é', response: { status_code: 429 } },
    ])
  })

  test('are an error when some are missing at the end', async () => {
    const { errors } = await translateOutputText(record(part(1, 2), claude('a')), { modelId: HAIKU })

    expect(linesOf(errors)).toMatchObject([
      {
        custom_id: 'é',
        response: { status_code: 504, body: { error: { message: 'Of the 2 records of this line 1 have an output.' } } },
      },
    ])
  })

  test('of embeddings are numbered through, and their tokens added', async () => {
    const id = (index: number): string => toRecordId({ customId: 'e', part: { index, count: 2 } })
    const text = record(id(1), titan([3, 4])) + record(id(0), titan([1, 2]))

    expect(linesOf((await translateOutputText(text, { modelId: TITAN })).lines)[0]!.response.body).toMatchObject({
      data: [
        { index: 0, embedding: [1, 2] },
        { index: 1, embedding: [3, 4] },
      ],
      usage: { prompt_tokens: 6, total_tokens: 6 },
    })
  })
})

test('vectors come back as base64 where they were asked for so', async () => {
  const text = record(toRecordId({ customId: 'e', isBase64: true }), titan([1, -0.5, 0.1]))
  const [line] = linesOf((await translateOutputText(text, { modelId: TITAN })).lines)
  const base64 = line!.response.body.data![0]!.embedding as string

  const bytes = Buffer.from(base64, 'base64')
  expect([0, 4, 8].map((at) => bytes.readFloatLE(at))).toEqual([1, -0.5, Math.fround(0.1)])
})

describe('the cost', () => {
  test('is that of the tokens of the lines that succeeded', async () => {
    const text = record('a', claude('x')) + record('b', claude('y')) + record('c', failed(400, 'No.'))
    const { cost } = await translateOutputText(text, { modelId: HAIKU })

    expect(cost.tokens).toEqual({ input: 20, output: 10 })
    // 0.5 and 2.5 dollars per million tokens.
    expect(cost.dollars).toBeCloseTo(20 * 0.5e-6 + 10 * 2.5e-6, 12)
  })

  test('counts the prompt of every record of a line, which Bedrock has read each time', async () => {
    const ids = [0, 1, 2].map((index) => toRecordId({ customId: 'é', part: { index, count: 3 } }))
    const text = ids.map((id) => record(id, claude('a', { input_tokens: 1000, output_tokens: 5 }))).join('')
    const { lines, cost } = await translateOutputText(text, { modelId: HAIKU })

    expect(linesOf(lines)[0]!.response.body.usage).toMatchObject({ prompt_tokens: 1000, completion_tokens: 15 })
    expect(cost.tokens).toEqual({ input: 3000, output: 15 })
  })

  test.each<[string, JsonObject[]]>([
    ['failed', [failed(429, 'Slow down.')]],
    ['never came', []],
  ])('counts the records that succeeded of a line of which another %s', async (_what, third) => {
    const id = (index: number): string => toRecordId({ customId: 'é', part: { index, count: 3 } })
    const outputs = [claude('a'), claude('b'), ...third]
    const { errors, cost } = await translateOutputText(
      outputs.map((output, index) => record(id(index), output)).join(''),
      { modelId: HAIKU },
    )

    expect(linesOf(errors)).toHaveLength(1)
    expect(cost.tokens).toEqual({ input: 20, output: 10 })
  })

  test('is not known where a line does not tell its tokens, or nobody knows the price', async () => {
    expect((await translateOutputText(record('a', claude('x', null)), { modelId: HAIKU })).cost.dollars).toBeNull()
    const unpriced = 'anthropic.claude-future-9'
    expect((await translateOutputText(record('a', claude('x')), { modelId: unpriced })).cost.dollars).toBeNull()
  })
})

test('any text comes through both forms of a line alike', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('voilà', '\u00a0é ', '日本', '😀'),
  )
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const plain = record('a', claude(said))
      const escaped = plain.replace(
        /[^\x20-\x7e\n]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      const [one, other] = await Promise.all(
        [plain, escaped].map((form) => translateOutputText(form, { modelId: HAIKU })),
      )
      expect(one!.lines).toBe(other!.lines)
      expect(linesOf(one!.lines)[0]!.response.body.choices).toMatchObject([{ message: { content: said } }])
    }),
    { numRuns: 500 },
  )
})
