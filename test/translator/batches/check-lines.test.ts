import { describe, expect, test } from 'vitest'
import { LineChecker } from '../../../translator/batches/check-lines.ts'
import { AS_TEXT, LineReader } from '../../../translator/batches/parse-line.ts'
import { lineOf } from '../../support/lines.ts'

const GOOD = { custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: { model: 'm', messages: [] } }

/** The codes, parameters and lines of what is wrong with some lines. */
function errorsOf(...lines: unknown[]): unknown[] {
  const checker = new LineChecker()
  return lines.flatMap((line, index) => {
    const text = Buffer.isBuffer(line) || typeof line === 'string' ? line : JSON.stringify(line)
    const value = new LineReader().read(lineOf(text), AS_TEXT, () => false)
    const checked = checker.check(value, index + 1)
    return checked.ok ? [] : checked.errors.map(({ code, param, line: number }) => [code, param, number])
  })
}

test('a good line is read', () => {
  expect(new LineChecker().check(GOOD, 1)).toEqual({
    ok: true,
    line: { customId: 'a', url: '/v1/chat/completions', body: GOOD.body },
  })
})

describe('a line is told', () => {
  test.each<[string, unknown, unknown[]]>([
    ['that is not JSON', '{"custom_id":', ['invalid_json_line', null, 1]],
    ['that is not an object', '[]', ['invalid_json_line', null, 1]],
    ['with NaN', '{"custom_id":NaN}', ['invalid_json_line', null, 1]],
    ['that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), ['invalid_json_line', null, 1]],
    ['without custom_id', { ...GOOD, custom_id: undefined }, ['missing_required_parameter', 'custom_id', 1]],
    ['with null for a method', { ...GOOD, method: null }, ['missing_required_parameter', 'method', 1]],
    ['without url', { ...GOOD, url: undefined }, ['missing_required_parameter', 'url', 1]],
    ['without body', { ...GOOD, body: undefined }, ['missing_required_parameter', 'body', 1]],
    ['with a number as custom_id', { ...GOOD, custom_id: 1 }, ['invalid_type', 'custom_id', 1]],
    ['with a list as body', { ...GOOD, body: [] }, ['invalid_type', 'body', 1]],
    ['with another method', { ...GOOD, method: 'GET' }, ['invalid_method', 'method', 1]],
    ['with another url', { ...GOOD, url: '/v1/responses' }, ['invalid_url', 'url', 1]],
    ['without a model', { ...GOOD, body: { messages: [] } }, ['invalid_request', 'body.model', 1]],
    ['without messages', { ...GOOD, body: { model: 'm' } }, ['invalid_request', 'body.messages', 1]],
    [
      'that wants a stream',
      { ...GOOD, body: { ...GOOD.body, stream: true } },
      ['streaming_unsupported', 'body.stream', 1],
    ],
  ])('%s', (_name, line, error) => {
    expect(errorsOf(line)).toContainEqual(error)
  })
})

test('all that is wrong with a line is told', () => {
  expect(errorsOf({ method: 'GET', url: '/x' })).toEqual([
    ['missing_required_parameter', 'custom_id', 1],
    ['invalid_method', 'method', 1],
    ['missing_required_parameter', 'body', 1],
    ['invalid_url', 'url', 1],
  ])
})

test('a second line with the same custom_id is a duplicate, and its text names the first', () => {
  const checker = new LineChecker()
  checker.check(GOOD, 3)

  const checked = checker.check(GOOD, 7)

  expect(checked).toMatchObject({ ok: false, errors: [{ code: 'duplicate_custom_id', line: 7 }] })
  expect(checked.ok ? '' : checked.errors[0]!.message).toContain('line 3')
})

test('all lines have one model and one url, the first one’s', () => {
  expect(
    errorsOf(
      GOOD,
      { ...GOOD, custom_id: 'b', body: { ...GOOD.body, model: 'other' } },
      { ...GOOD, custom_id: 'c', url: '/v1/embeddings', body: { model: 'm', input: 'x' } },
    ),
  ).toEqual([
    ['mismatched_model', 'body.model', 2],
    ['invalid_url', 'url', 3],
  ])
})

test('names of every object’s prototype are names like any other', () => {
  const custom = ['__proto__', 'constructor', 'toString'].map((name) => ({ ...GOOD, custom_id: name }))

  expect(errorsOf(...custom, ...custom)).toHaveLength(3)
})
