import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineParser } from '../../../translator/batches/line-parser.ts'
import { LongTexts } from '../../../translator/batches/long-texts.ts'
import { objectText } from '../../support/json-arbitraries.ts'

const longTexts = new LongTexts()
const parser = new LineParser(longTexts)
const parse = (text: string): unknown => parser.parse(text, 0, text.length)

function tryToParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// oxlint-disable-next-line no-control-regex -- they are what the parser is never given
const withoutControls = (text: string): string => text.replace(/[\0-\x1f]/g, ' ')

/** Pieces of JSON, most of them wrong together; parted by line feeds. */
const PIECES = `{\n}\n[\n]\n,\n:\n \n"\n\\\n"a"\n"a":\n"__proto__":\nnull\ntru\nfalse\n-\n.5\n0\n01\n123456789\n1234567890\n1e5
{"a":1\n"b":"\n"${'x'.repeat(70)}"\n\\"\n\\n\n\\u00e9`

const pieces = fc.array(fc.constantFrom(...PIECES.split('\n')), { maxLength: 12 }).map((some) => some.join(''))

test('what it reads, it reads as JSON.parse does', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pieces,
        pieces.map((some) => `{"a":${some}}`),
        objectText().map(({ text }) => withoutControls(text)),
      ),
      (text) => {
        const value = parse(text)
        const expected = value && tryToParse(text)

        expect(value).toStrictEqual(expected)
        expect(JSON.stringify(value)).toBe(JSON.stringify(expected))
      },
    ),
    { numRuns: 1000 },
  )
})

/** Texts as lines have them: with escapes, quotes, and backslashes before them. */
const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', '\\', '\n', '\t', '/', '{', ','), maxLength: 200 })

test('lines of chats are read, and how their long texts are written is known', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 10 }), fc.constantFrom(undefined, 1), (texts, space) => {
      const line = { custom_id: 'a', n: 123456, x: -0.5, messages: texts.map((content) => ({ role: 'user', content })) }
      const json = JSON.stringify(line, null, space).replaceAll('\n', ' ')

      expect(parse(json)).toStrictEqual(line)
      for (const long of texts.filter(({ length }) => length >= 64))
        expect(longTexts.find(long)).toBe(JSON.stringify(long).slice(1, -1))
    }),
  )
})

test.each(['\\/', '\\u0041', '\\u000a'])('of a text with %s is not known how it is written', (escape) => {
  const json = `{"a":"${'x'.repeat(70)}${escape}"}`

  const value = parse(json)

  expect(value).toStrictEqual(JSON.parse(json))
  expect(longTexts.find((value as { a: string }).a)).toBeUndefined()
})

test('a member that nobody reads is left out, and must be JSON all the same', () => {
  const unreading = new LineParser(new LongTexts(), { unread: 'a' })
  const read = (json: string): unknown => unreading.parse(json, 0, json.length)
  fc.assert(
    fc.property(pieces, (piece) => {
      const json = `{"b":2,"a":${piece}}`
      const whole = tryToParse(json) as object | undefined

      expect([undefined, whole && JSON.stringify({ ...whole, a: undefined })]).toContain(JSON.stringify(read(json)))
    }),
    { numRuns: 500 },
  )
  expect(read('{"a":{"x":[{"y":"\\n"},null]},"c":1}')).toEqual({ c: 1 })
})

test('what was read before does not matter', () => {
  const json = '{"a":"b\\"","c":"\\\\"}'

  for (const start of [0, 0, json.length, 0, json.length])
    expect(parser.parse(json + json, start, start + json.length)).toEqual({ a: 'b"', c: '\\' })
})

test('a part of a text is read as if it were all', () => {
  const json = '{"a":"b"}'

  expect(parser.parse(`\\${json}\n${json}\n`, 1, 1 + json.length)).toEqual({ a: 'b' })
  expect(parser.parse(`${json}\n${json}`, 0, json.length - 1)).toBeUndefined()
  expect(parser.parse(`[{"a":1}`, 1, 8)).toEqual({ a: 1 })
  expect(parser.parse('{"a":1', 0, 6)).toBeUndefined()
})
