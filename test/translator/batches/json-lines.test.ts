import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonLines } from '../../../translator/batches/json-lines.ts'
import { LongTexts } from '../../../translator/batches/long-texts.ts'
import { parseKeepingNumbers, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** Characters that stand for bytes, with those that need an escape. */
const character = fc.constantFrom('a', 'é', 'Ã', '\u00a0', '\u007f', '"', '\\', '\n', '\0', '/', '{', ',')
const text = fc.string({ unit: character, maxLength: 100 })

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.double(),
    fc.integer(),
    fc.constantFrom(null, true, false, undefined, -0, 1e21, Number.POSITIVE_INFINITY),
    fc.constant(JSON.rawJSON('1.0')),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.constantFrom('a', '10', 'toJSON', 'rawJSON'), text), tie('value'), {
      noNullPrototype: true,
    }),
  ),
})).value

test('bytes are written as JSON.stringify writes them', () => {
  const lines = new JsonLines(new LongTexts())
  fc.assert(
    fc.property(value, (some) => {
      lines.add({ some: some as Json }, 'bytes')

      expect(lines.take().toString('latin1')).toBe(`${JSON.stringify({ some })}\n`)
    }),
  )
})

test.each(['{"__proto__":{"a":1},"n":12345678901234567890,"list":[]}', `${'{"a":['.repeat(200)}1${']}'.repeat(200)}`])(
  'what was read is written again: %s',
  (line) => {
    const lines = new JsonLines(new LongTexts())

    lines.add(parseKeepingNumbers(line) as JsonObject, 'bytes')

    expect(lines.take().toString()).toBe(`${line}\n`)
  },
)

test('a long text is written as the line had it', () => {
  const longTexts = new LongTexts()
  const lines = new JsonLines(longTexts)
  const one = `${'x'.repeat(100)}\n`
  longTexts.add(one, 'as it stood')

  lines.add({ one, other: `${one}\n` }, 'bytes')

  expect(lines.take().toString()).toBe(`{"one":"as it stood","other":${JSON.stringify(`${one}\n`)}}\n`)
})

test('lines of every form are UTF-8, each with its line feed', () => {
  const lines = new JsonLines(new LongTexts())
  lines.add({ a: latin1('é日') }, 'bytes')
  lines.add({ a: 'é🎉' }, 'text')

  expect(lines.take().toString('utf8')).toBe('{"a":"é日"}\n{"a":"é🎉"}\n')
})

test('what was taken stays as it is when more lines come, however long they are', () => {
  const lines = new JsonLines(new LongTexts())
  lines.add({ a: 1 }, 'text')
  const one = lines.take()
  lines.add({ a: 'x'.repeat(3_000_000) }, 'bytes')
  const two = lines.take()
  lines.add({ a: 3 }, 'bytes')

  expect([one.toString(), two.toString().length, lines.take().toString()]).toEqual([
    '{"a":1}\n',
    3_000_009,
    '{"a":3}\n',
  ])
  expect(lines.take()).toHaveLength(0)
})

test('what is cut back was never added', () => {
  const lines = new JsonLines(new LongTexts())
  lines.add({ a: 1 }, 'bytes')
  const { length } = lines
  lines.add({ a: 'x'.repeat(300_000) }, 'bytes')
  lines.cutBack(length)
  lines.add({ a: 2 }, 'text')

  expect(lines.take().toString()).toBe('{"a":1}\n{"a":2}\n')
})
