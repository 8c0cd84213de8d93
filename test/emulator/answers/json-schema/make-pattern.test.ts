import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { make, makeMany, manyStrings, refusalOf } from '../../../support/schemas.ts'

/** With the engine of JavaScript, another than the emulator's. */
const missing = (pattern: string): unknown[] =>
  manyStrings({ type: 'string', pattern }).filter((text) => !new RegExp(pattern, 'u').test(text))

describe('patterns from practice', () => {
  test.each(
    [
      '^\\d{4}-\\d{2}-\\d{2}$',
      '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z$',
      '^[A-Z]{3}-\\d{3,6}$',
      '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$',
      '^[a-zA-Z0-9._%+\\-]+@[a-zA-Z0-9.\\-]+\\.[a-zA-Z]{2,}$',
      '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
      '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      '^#(?:[0-9a-fA-F]{3}){1,2}$',
      '^\\+?[1-9]\\d{1,14}$',
      '^\\(?\\d{3}\\)?[\\s.]?\\d{3}[\\s.]?\\d{4}$',
      '^(?:USD|EUR|GBP)$',
      '^https?://[^\\s/$.?#].[^\\s]*$',
      '^v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[0-9A-Za-z]+)?$',
      '^(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.\\d){3}$',
      '^arn:aws(?:-[a-z]+)*:[a-z0-9]+:[a-z0-9\\-]*:\\d{12}:.+$',
      '^[a-z][a-z0-9_]*$',
      '^\\S+(?: \\S+)*$',
      '^(?<year>\\d{4})/(?<month>\\d\\d)$',
      '^[\\u4e00-\\u9fa5]{2,4}$',
      '^\\p{Lu}\\p{L}*\\d$',
      '^\\p{P}\\P{L}\\p{N}$',
      '^[^\\x00-\\x7f]+$',
      '^[\\]\\\\^a\\-]+$',
      '^\\x41\\u0042\\u{43}\\x300\\t?$',
      '^\\$\\d+\\.\\d{2}$',
      '^.{3,10}$',
      '^a+?b*?c??$',
      'unanchored \\d',
      '^\\D\\W\\S$',
      '^$',
      '',
    ].filter((pattern) => !pattern.includes('(?!')),
  )('%s', (pattern) => {
    expect(missing(pattern)).toEqual([])
  })

  test('words of Python are understood', () => {
    expect(make({ type: 'string', pattern: '^(?P<code>[A-Z]{2})$' })).toMatch(/^[A-Z]{2}$/)
    expect(make({ type: 'string', pattern: '(?i)^abc$' })).toMatch(/^abc$/i)
  })

  test('strings of one pattern differ, and each alternative is taken', () => {
    expect(new Set(makeMany({ type: 'string', pattern: '^[a-z]{8}$' })).size).toBe(50)
    expect(new Set(makeMany({ type: 'string', pattern: '^(?:a|b|c?)$' }))).toEqual(new Set(['a', 'b', 'c', '']))
  })
})

describe('with lengths', () => {
  test.each([
    ['^[a-z]+$', 50, 50],
    ['^[a-z]+-[a-z]+$', 50, 50],
    ['^(?:[A-Z]{2}-)+$', 9, 9],
    ['^\\d*$', 1, 1],
    ['^[A-Z]{0,20}\\d$', 12, 14],
    ['\\w', 1, 1],
  ])('%s of %d to %d characters', (pattern, minLength, maxLength) => {
    const strings = manyStrings({ type: 'string', pattern, minLength, maxLength })

    expect(strings.filter((text) => text.length < minLength || text.length > maxLength)).toEqual([])
  })

  test('what they exclude is refused', () => {
    expect(refusalOf({ type: 'string', pattern: '^\\d{4}$', maxLength: 3 })).toBe(
      'the value must NOT have more than 3 characters',
    )
  })
})

describe('what is beyond it', () => {
  test.each([
    ['(', 'error parsing regexp: missing closing ): `(`'],
    ['^(?=.*[A-Z]).+$', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['^(a)\\1$', 'error parsing regexp: invalid escape sequence: `\\1`'],
    ['x'.repeat(5001), 'it has a pattern of more than 5000 characters'],
  ])('the pattern %s is refused with a reason', (pattern, reason) => {
    expect(refusalOf({ type: 'string', pattern })).toBe(reason)
  })

  test('what other engines take exponential time for takes none', () => {
    const schema = { type: 'string', pattern: '^(?:(?:a+)+)+$', const: `${'a'.repeat(50_000)}!` }

    expect(refusalOf(schema)).toMatch(/^the value must match pattern/)
  })

  test('any pattern is made by or refused', () => {
    const piece = fc.constantFrom(
      ...'ab0-^$.*+?()[]{}|\\,1d wsp{2}'.split(''),
      '\\d',
      '[a-c]',
      '(?:',
      '{2,3}',
      '\\p{L',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        (pattern) => {
          expect(refusalOf({ type: 'string', pattern }) ?? '').toMatch(/^(?:$|error parsing|the value must match)/)
        },
      ),
      { numRuns: 500 },
    )
  })
})
