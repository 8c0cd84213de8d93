import * as fc from 'fast-check'
import type { Member } from '../../../emulator/wire/schema.ts'
import { jobParameters } from '../bedrock.ts'
import { hostileText, inUrl } from './texts.ts'

type Schema = Member['schema']

/** How deep documents are made: schemas may hold themselves. */
const DEEPEST = 5

/** A value as a schema has it, most of the time. */
function valueOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const other = fc.oneof(hostileText, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.bigInt().map(Number))
  if (depth > DEEPEST) return other
  return fc.oneof({ weight: 9, arbitrary: fittingValueOf(schema, depth) }, { weight: 1, arbitrary: other })
}

function fittingValueOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.isStructSchema())
    return fc.record(
      Object.fromEntries(Array.from(schema.structIterator(), ([name, member]) => [name, valueOf(member, depth + 1)])),
      { requiredKeys: [] },
    )
  if (schema.isListSchema()) return fc.array(valueOf(schema.getValueSchema(), depth + 1), { maxLength: 3 })
  if (schema.isNumericSchema()) return fc.oneof(fc.integer(), fc.double())
  if (schema.isBooleanSchema()) return fc.boolean()
  return hostileText
}

const DEEP = `${'{"a":['.repeat(9000)}${']}'.repeat(9000)}`
const BROKEN_JSON = [
  '',
  '{',
  '[]',
  'null',
  '1',
  '"a"',
  '{"a":1,}',
  "{'a':1}",
  '\ufeff{}',
  '{} {}',
  '{"a":\u0000}',
  '{"__proto__":{"jobName":"x"},"constructor":{}}',
  '{"jobName":"a","jobName":{}}',
  `{"jobName":${'9'.repeat(5000)}}`,
  '{"timeoutDurationInHours":1e999}',
  DEEP,
  `{"jobName":${DEEP}}`,
  `{"tags":[${DEEP}]}`,
  '['.repeat(100_000),
]

/** A form of a query API. */
export const formDocument = (parameters: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...parameters) }, inUrl), inUrl), { maxLength: 8 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))

/** Turns of the clock. */
const TURNS = [
  '{"advance":"1h"}',
  '{"advance":-1}',
  '{"advance":1e308}',
  '{"advance":{"advance":"1h"}}',
  '{"runUntil":{"job":"abcdefghijkl","status":"Completed"}}',
  '{"runUntil":{"job":"__proto__","status":"constructor"}}',
]

/** A JSON document for an operation with these members. */
export const jsonDocument = (members: Member[]): fc.Arbitrary<string> => {
  const fields = Object.fromEntries(members.map(({ name, schema }) => [name, valueOf(schema)]))
  const own = fc.record(fields, { requiredKeys: [] })
  return fc.oneof(
    { weight: 4, arbitrary: own.map((value) => JSON.stringify(value)) },
    // What is valid but for one thing gets deepest.
    { weight: 2, arbitrary: own.map((value) => JSON.stringify({ ...jobParameters(), ...onlyOne(value) })) },
    { weight: 1, arbitrary: fc.constantFrom(...BROKEN_JSON, ...TURNS) },
    { weight: 1, arbitrary: fc.json() },
  )
}

const onlyOne = (value: object): object => Object.fromEntries(Object.entries(value).slice(0, 1))

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** An element for a schema, as AWS's documents are written, most of the time. */
function elementOf(name: string, schema: Schema, depth = 0): fc.Arbitrary<string> {
  const text = fc.oneof({ weight: 5, arbitrary: hostileText.map(escape) }, hostileText)
  const wrapped = (content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    content.map((inside) => `<${name}>${inside}</${name}>`)
  if (depth > DEEPEST) return wrapped(text)
  if (schema.isStructSchema()) {
    const members = Array.from(schema.structIterator(), ([own, member]) =>
      fc.option(elementOf(nameOf(own, member), member, depth + 1), { nil: '' }),
    )
    return wrapped(fc.tuple(...members).map((elements) => elements.join('')))
  }
  if (!schema.isListSchema()) return wrapped(text)
  const item = schema.getValueSchema()
  const isFlat = Boolean(schema.getMergedTraits().xmlFlattened)
  const items = fc.array(elementOf(isFlat ? name : nameOf('member', item), item, depth + 1), { maxLength: 3 })
  return isFlat ? items.map((all) => all.join('')) : wrapped(items.map((all) => all.join('')))
}

const nameOf = (name: string, schema: Schema): string => schema.getMergedTraits().xmlName ?? name

const BROKEN_XML = [
  '',
  '<',
  '<a',
  '<a/>',
  '<a></b>',
  '<a><a>',
  '<a>&b;</a>',
  '<a b="',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '<?xml version="1.0" encoding="utf-16"?><a/>',
  '<a>'.repeat(20_000),
  '<a xmlns:x="y"><x:b/></a>',
  '<a><![CDATA[',
  '<a>&#0;&#xFFFFFFFF;</a>',
  `<a ${'b="c" '.repeat(100)}/>`,
  '\u0000',
  '<Delete><Object><Key>a</Key></Object></Delete>',
]

/** An XML document for an operation with these members. */
export const xmlDocument = (members: Member[]): fc.Arbitrary<string> => {
  const payload = members.find(({ traits, schema }) => traits.httpPayload && schema.isStructSchema())
  const broken = fc.constantFrom(...BROKEN_XML)
  return payload === undefined
    ? broken
    : fc.oneof({ weight: 4, arbitrary: elementOf(nameOf(payload.name, payload.schema), payload.schema) }, broken)
}
