import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { chatLine, translateInputText } from '../../support/translation.ts'

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const NOVA = 'amazon.nova-lite-v1:0'
const TITAN = 'amazon.titan-embed-text-v2:0'

const embeddingLine = (body: JsonObject, customId = 'line-1'): string =>
  `${JSON.stringify({ custom_id: customId, method: 'POST', url: '/v1/embeddings', body: { model: 'm', ...body } })}\n`

const recordsOf = (text: string): { recordId: string; modelInput: JsonObject }[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { recordId: string; modelInput: JsonObject })

describe('a file', () => {
  test('may have a byte order mark, CRLF, blank lines and no line feed at its end', async () => {
    const [one, two] = [chatLine({ max_tokens: 1 }, 'a').trimEnd(), chatLine({ max_tokens: 1 }, 'b').trimEnd()]

    const { records, batchErrors } = await translateInputText(`\uFEFF${one}\r\n\r\n  \n${two}`, { modelId: HAIKU })

    expect(recordsOf(records).map(({ recordId }) => recordId)).toEqual(['a', 'b'])
    expect(batchErrors).toEqual([])
  })

  test('counts blank lines where it names lines', async () => {
    const { batchErrors } = await translateInputText(`\n\n{\n`, { modelId: HAIKU })

    expect(batchErrors).toMatchObject([{ code: 'invalid_json_line', line: 3 }])
  })

  test('of bad lines tells a thousand errors and no more', async () => {
    const { batchErrors } = await translateInputText('{\n'.repeat(3000), { modelId: HAIKU })

    expect(batchErrors).toHaveLength(1000)
  })

  test('goes on after a line that a model refuses', async () => {
    const bad = chatLine({ messages: [] }, 'bad')
    const { records, errors } = await translateInputText(chatLine({}, 'a') + bad + chatLine({}, 'b'), {
      modelId: HAIKU,
    })

    expect(recordsOf(records).map(({ recordId }) => recordId)).toEqual(['a', 'b'])
    expect(JSON.parse(errors)).toEqual({
      id: expect.stringMatching(/^batch_req_[0-9a-f]{32}$/),
      custom_id: 'bad',
      response: {
        status_code: 400,
        request_id: expect.stringMatching(/^req_[0-9a-f]{32}$/),
        body: {
          error: {
            message: expect.any(String),
            type: 'invalid_request_error',
            param: 'messages',
            code: 'invalid_value',
          },
        },
      },
      error: null,
    })
  })

  test('counts each loss once, with its lines', async () => {
    const { losses } = await translateInputText(
      chatLine({ seed: 1, max_tokens: 1 }, 'a') + chatLine({ seed: 2 }, 'b'),
      { modelId: HAIKU },
    )

    expect(losses.map(({ param, action, lines }) => [param, action, lines])).toEqual([
      ['seed', 'dropped', 2],
      ['max_tokens', 'changed', 1],
    ])
  })
})

describe('half a character makes the file unusable', () => {
  test.each(['"\\ud83d"', '"a\\udc00b"', '"\\ud83d\\ud83d\\ude00"'])('%s', async (text) => {
    const inBody = chatLine({}).replace('"Hello"', text)
    const inId = chatLine({}).replace('"line-1"', text)
    for (const line of [inBody, inId])
      expect((await translateInputText(line, { modelId: HAIKU })).batchErrors).toMatchObject([
        { code: 'invalid_json_line' },
      ])
  })

  test('but not what only looks like one', async () => {
    const line = chatLine({}).replace('"Hello"', '"\\\\ud83d \\ud83d\\ude00"')

    expect(recordsOf((await translateInputText(line, { modelId: HAIKU })).records)[0]!.modelInput).toMatchObject({
      messages: [{ content: '\\ud83d 😀' }],
    })
  })
})

test('members of extra_body count as members of the body, which wins', async () => {
  const extra_body = { top_k: 5, temperature: 0.9 }
  const { records } = await translateInputText(chatLine({ extra_body, temperature: 0.1, max_tokens: 1 }), {
    modelId: HAIKU,
  })

  expect(recordsOf(records)[0]!.modelInput).toMatchObject({ top_k: 5, temperature: 0.1 })
})

describe('several answers', () => {
  test('are refused without fan-out', async () => {
    const { errors, records } = await translateInputText(chatLine({ n: 2 }), { modelId: HAIKU })

    expect(records).toBe('')
    expect(errors).toContain('--fan-out makes 2 records')
  })

  test('are as many records with it', async () => {
    const { records } = await translateInputText(chatLine({ n: 3, max_tokens: 1 }, 'a'), {
      modelId: HAIKU,
      fanOut: true,
    })

    expect(recordsOf(records).map(({ recordId }) => recordId)).toEqual(['zzp0n3xa', 'zzp1n3xa', 'zzp2n3xa'])
    expect(new Set(recordsOf(records).map(({ modelInput }) => JSON.stringify(modelInput))).size).toBe(1)
  })

  test('have a bound', async () => {
    const { errors } = await translateInputText(chatLine({ n: 1e9 }), { modelId: HAIKU, fanOut: true })

    expect(errors).toContain('at most 2048')
  })
})

describe('the endpoint', () => {
  test('of embeddings needs a model that makes them, and the other way round', async () => {
    expect((await translateInputText(embeddingLine({ input: 'a' }), { modelId: HAIKU })).errors).toContain(
      'makes no embeddings',
    )
    expect((await translateInputText(chatLine({}), { modelId: TITAN })).errors).toContain('does not chat')
  })

  test.each([
    ['base64', 'zzbxline-1'.replace('-', 'z2d')],
    ['float', 'line-1'],
    [null, 'line-1'],
  ])('encoding_format %s is remembered in the id', async (encoding_format, recordId) => {
    const { records } = await translateInputText(embeddingLine({ input: 'a', encoding_format }), { modelId: TITAN })

    expect(recordsOf(records)[0]!.recordId).toBe(recordId)
  })

  test.each<[Json, string]>([
    [[1, 2, 3], 'token arrays'],
    [[[1, 2]], 'token arrays'],
    ['', 'empty string'],
    [[], 'empty array'],
    [7, 'expected a string or an array'],
    [null, 'expected a string or an array'],
  ])('input %j is refused', async (input, message) => {
    expect((await translateInputText(embeddingLine({ input }), { modelId: TITAN })).errors).toContain(message)
  })

  test('an encoding that is none is refused', async () => {
    const { errors } = await translateInputText(embeddingLine({ input: 'a', encoding_format: 'hex' }), {
      modelId: TITAN,
    })

    expect(errors).toContain('"param":"encoding_format"')
  })
})

describe('a model', () => {
  test.each([
    'nobody.knows-this',
    'arn:aws:bedrock:us-east-1:1:application-inference-profile/abc',
    'stability.sd3-large-v1:0',
  ])('%s has no mapping', async (modelId) => {
    await expect(translateInputText('', { modelId })).rejects.toThrow(/family|images/)
  })
})

const name = fc.constantFrom('messages', 'tools', 'stop', 'seed', 'user', 'max_tokens', 'temperature', 'é', 'top_k')
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('voilà', 'Ærø\u00a0', '日本語 ', '😀'),
)

/** The line as JSON with its characters as they are, and with escapes for some of them. */
const withEscapes = (line: string): string =>
  line.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

test('lines read as bytes become what they become when they are read as text', async () => {
  const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'system'), content: text })
  const body = fc.record(
    {
      messages: fc.array(message, { maxLength: 5 }),
      user: text,
      stop: text,
      seed: fc.integer(),
      temperature: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: ['messages'] },
  )
  await fc.assert(
    fc.asyncProperty(body, text, async (some, customId) => {
      // A line with an escape is read as text, one without as bytes.
      const line = chatLine(some, customId)
      const [asBytes, asText] = await Promise.all(
        [line, withEscapes(line)].map((form) => translateInputText(form, { modelId: HAIKU })),
      )
      expect(asBytes).toEqual(asText)
    }),
    { numRuns: 500 },
  )
})

test('the lines of a file become what each becomes alone', async () => {
  const line = fc.tuple(text, fc.dictionary(name, fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 3 }))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(line, { selector: ([id]) => id, maxLength: 5 }), async (lines) => {
      const texts = lines.map(([id, body]) => chatLine(body, id))
      const whole = await translateInputText(texts.join(''), { modelId: NOVA })
      const alone = await Promise.all(texts.map((one) => translateInputText(one, { modelId: NOVA })))

      // One line that makes the file unusable takes the others with it.
      fc.pre(alone.every(({ batchErrors }) => batchErrors.length === 0))
      expect(whole.records).toBe(alone.map(({ records }) => records).join(''))
      expect(whole.errors).toBe(alone.map(({ errors }) => errors).join(''))
    }),
    { numRuns: 200 },
  )
})
