import * as fc from 'fast-check'

/** Text of a JSON number, in every spelling that the grammar allows. */
export const numberText = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9][0-9]{0,24}$/)),
      fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,24}$/), fc.stringMatching(/^\.0{1,12}[0-9]{1,3}$/)),
      fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.stringMatching(/^[eE][+-]?[0-9]{1,3}$/)),
    )
    .map((parts) => parts.join(''))

const space = (): fc.Arbitrary<string> => fc.stringMatching(/^[ \t\r\n]{0,2}$/)

const stringText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text)),
    // What JSON.stringify would not write: escapes that need not be there, and brackets that are none.
    fc.constantFrom('"\\u00e9\\/"', '"\\ud83d"', '"\\\\"', '"\\\\\\""', '"}{]["', '","', '":"', '"\u2028"'),
  )

// After a member named by one backslash, V8 takes other members for it (nodejs/node#63785): a test must not depend on that.
const nameText = (): fc.Arbitrary<string> =>
  fc.oneof(stringText(), fc.constantFrom('"__proto__"', '"1"', '"a"')).filter((text) => text !== '"\\\\"')

/** Text of a JSON value, with spaces and spellings that no serialiser writes. */
export const valueText = (): fc.Arbitrary<string> =>
  fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(fc.constantFrom('null', 'true', 'false'), numberText(), stringText()),
      tie('array'),
      tie('object'),
    ),
    array: fc.tuple(space(), fc.array(fc.tuple(space(), tie('value'), space()), { maxLength: 4 })).map(toArrayText),
    object: fc
      .array(memberText(tie('value')), { maxLength: 4 })
      .map((members) => `{${members.map(([text]) => text).join(',')}}`),
  })).value

const toArrayText = ([inside, items]: [string, [string, string, string][]]): string =>
  items.length === 0 ? `[${inside}]` : `[${items.map((item) => item.join('')).join(',')}]`

type Member = [text: string, name: string, value: string]

const memberText = (value: fc.Arbitrary<string>): fc.Arbitrary<Member> =>
  fc
    .tuple(space(), nameText(), space(), space(), value, space())
    .map(([before, name, afterName, beforeValue, text, after]) => [
      `${before}${name}${afterName}:${beforeValue}${text}${after}`,
      name,
      text,
    ])

/** Text of a JSON object, with the texts of its members as they stand in it, in order. */
export const objectText = (): fc.Arbitrary<{ text: string; members: Member[] }> =>
  fc.tuple(space(), fc.array(memberText(valueText()), { maxLength: 5 }), space()).map(([before, members, after]) => ({
    text: `${before}{${members.map(([text]) => text).join(',')}}${after}`,
    members,
  }))
