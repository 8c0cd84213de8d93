import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { OUTPUT_LINE_HEAD, outputLineTail, parseInputRecord } from '../../../../translator/formats/bedrock/record.ts'
import { objectText } from '../../../support/json-arbitraries.ts'
import { lineOf } from '../../../support/lines.ts'

function parse(text: string) {
  const parsed = parseInputRecord(lineOf(text))
  if (!parsed.ok) return parsed
  const { modelInputBytes, ...record } = parsed.record
  return { ok: true, record: { ...record, modelInputText: modelInputBytes.toString() } }
}

test('a record has its id and its input, as values and as they stand in the line', () => {
  expect(parse(' {"recordId":"r\\u0031" , "modelInput": {"n":1.0} } ')).toEqual({
    ok: true,
    record: { recordIdText: '"r\\u0031"', modelInput: { n: 1 }, modelInputText: '{"n":1.0}' },
  })
})

test('a record needs no id, and other members are no matter', () => {
  expect(parse('{"modelInput":{},"custom":{"modelInput":1}}')).toEqual({
    ok: true,
    record: { recordIdText: undefined, modelInput: {}, modelInputText: '{}' },
  })
})

test('the last of two equal members counts, in both readings', () => {
  expect(parse('{"modelInput":{"a":1},"recordId":"1","modelInput":{"b":2.0},"recordId":"2"}')).toEqual({
    ok: true,
    record: { recordIdText: '"2"', modelInput: { b: 2 }, modelInputText: '{"b":2.0}' },
  })
})

test('names may be written with escapes', () => {
  expect(parse('{"record\\u0049d":"1","model\\u0049nput":{}}')).toMatchObject({
    ok: true,
    record: { recordIdText: '"1"', modelInputText: '{}' },
  })
})

test.each([
  ['', 'is not valid JSON'],
  ['{"modelInput":{}', 'is not valid JSON'],
  ["{'modelInput':{}}", 'is not valid JSON'],
  ['{"modelInput":{"a":NaN}}', 'is not valid JSON'],
  ['\uFEFF{"modelInput":{}}', 'is not valid JSON'],
  ['[]', 'is not a JSON object'],
  ['null', 'is not a JSON object'],
  ['"{}"', 'is not a JSON object'],
  ['{}', 'has no modelInput'],
  ['{"__proto__":{"modelInput":{}}}', 'has no modelInput'],
  ['{"modelInput":null}', 'has a modelInput that is not a JSON object'],
  ['{"modelInput":[]}', 'has a modelInput that is not a JSON object'],
  ['{"modelInput":"{}"}', 'has a modelInput that is not a JSON object'],
  ['{"recordId":1,"modelInput":{}}', 'has a recordId that is not a string'],
])('the line %j %s', (line, reason) => {
  expect(parse(line)).toEqual({ ok: false, reason })
})

test('a line that is not valid UTF-8 is told so', () => {
  const line = Buffer.concat([Buffer.from('{"modelInput":{"a":"'), Buffer.from([0xff]), Buffer.from('"}}')])

  expect(parseInputRecord(lineOf(line))).toEqual({ ok: false, reason: 'is not valid UTF-8' })
})

test('any input goes from an input line to an output line byte for byte', () => {
  fc.assert(
    fc.property(objectText(), fc.string({ unit: 'binary' }), ({ text }, recordId) => {
      const input = text.trim()
      const parsed = parse(`{"recordId":${JSON.stringify(recordId)},"modelInput":${input}}`)

      expect(parsed).toMatchObject({
        ok: true,
        record: { recordIdText: JSON.stringify(recordId), modelInputText: input, modelInput: JSON.parse(input) },
      })
    }),
  )
})

test('an output line has its output after its input, and ends with a line feed', () => {
  expect(`${OUTPUT_LINE_HEAD}{"n":1.0}${outputLineTail('"r1"', { modelOutput: { text: 'a\n\u2028' } })}`).toBe(
    '{"modelInput":{"n":1.0},"modelOutput":{"text":"a\\n\u2028"},"recordId":"r1"}\n',
  )
})

test('an error stands in the place of the output', () => {
  const error = { errorCode: 400, errorMessage: 'no "x"' }
  expect(`${OUTPUT_LINE_HEAD}{}${outputLineTail('"r1"', { error })}`).toBe(
    '{"modelInput":{},"error":{"errorCode":400,"errorMessage":"no \\"x\\""},"recordId":"r1"}\n',
  )
})
