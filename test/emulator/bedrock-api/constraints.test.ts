import * as bedrock from '@aws-sdk/client-bedrock'
import type { StaticOperationSchema } from '@smithy/types'
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import * as catalogueTables from '../../../emulator/bedrock-api/catalogue-constraints.ts'
import * as tables from '../../../emulator/bedrock-api/constraints.ts'
import type { Constraint, Members } from '../../../emulator/bedrock-api/constraints.ts'
import { membersOf, toOperation, type Member } from '../../../emulator/wire/schema.ts'
import model from '../../support/bedrock-service-model.json' with { type: 'json' }

interface Shape {
  type: string
  members?: Record<string, { shape: string }>
  member?: { shape: string }
  required?: string[]
  enum?: string[]
  pattern?: string
  min?: number
  max?: number
  union?: boolean
}
const shapes = model.shapes as Record<string, Shape>

const OPERATIONS: [name: keyof typeof model.operations, schema: StaticOperationSchema, table: Members][] = [
  ['CreateModelInvocationJob', bedrock.CreateModelInvocationJob$, tables.CREATE_MODEL_INVOCATION_JOB],
  ['GetModelInvocationJob', bedrock.GetModelInvocationJob$, tables.GET_MODEL_INVOCATION_JOB],
  ['ListModelInvocationJobs', bedrock.ListModelInvocationJobs$, tables.LIST_MODEL_INVOCATION_JOBS],
  ['StopModelInvocationJob', bedrock.StopModelInvocationJob$, tables.STOP_MODEL_INVOCATION_JOB],
  ['TagResource', bedrock.TagResource$, tables.TAG_RESOURCE],
  ['UntagResource', bedrock.UntagResource$, tables.UNTAG_RESOURCE],
  ['ListTagsForResource', bedrock.ListTagsForResource$, tables.LIST_TAGS_FOR_RESOURCE],
  ['ListFoundationModels', bedrock.ListFoundationModels$, catalogueTables.LIST_FOUNDATION_MODELS],
  ['GetFoundationModel', bedrock.GetFoundationModel$, catalogueTables.GET_FOUNDATION_MODEL],
  ['ListInferenceProfiles', bedrock.ListInferenceProfiles$, catalogueTables.LIST_INFERENCE_PROFILES],
  ['GetInferenceProfile', bedrock.GetInferenceProfile$, catalogueTables.GET_INFERENCE_PROFILE],
  ['ListCustomModels', bedrock.ListCustomModels$, catalogueTables.LIST_CUSTOM_MODELS],
  ['GetCustomModel', bedrock.GetCustomModel$, catalogueTables.GET_CUSTOM_MODEL],
]

/** A table in botocore's words, so that both can be compared whole. */
function toShape(constraint: Constraint): object {
  switch (constraint.type) {
    case 'string': {
      const { length: [min, max] = [], pattern, values } = constraint
      return { type: 'string', min, max, pattern: pattern?.published, enum: values }
    }
    case 'integer':
      return { type: 'integer', min: constraint.range?.[0], max: constraint.range?.[1] }
    case 'timestamp':
    case 'boolean':
      return { type: constraint.type }
    case 'list':
      return {
        type: 'list',
        min: constraint.length?.[0],
        max: constraint.length?.[1],
        member: toShape(constraint.item),
      }
    default:
      return { type: 'structure', union: constraint.type === 'union' || undefined, ...toMembers(constraint.members) }
  }
}
const toMembers = (members: Members) => ({
  members: Object.fromEntries(Object.entries(members).map(([name, member]) => [name, toShape(member)])),
  required: Object.entries(members)
    .filter(([, member]) => member.required)
    .map(([name]) => name)
    .toSorted(),
})

/** botocore's shape with the names of shapes resolved. */
function resolve(name: string): object {
  const { type, members, member, required = [], enum: values, pattern, min, max, union } = shapes[name]!
  if (type === 'structure')
    return {
      type,
      union,
      members: Object.fromEntries(Object.entries(members!).map(([key, { shape }]) => [key, resolve(shape)])),
      required: required.toSorted(),
    }
  if (type === 'list') return { type, min, max, member: resolve(member!.shape) }
  return type === 'timestamp' || type === 'boolean' ? { type } : { type, min, max, pattern, enum: values }
}

describe.each(OPERATIONS)('%s', (name, schema, table) => {
  test("has the members, bounds, enums and published patterns of botocore's model", () => {
    const shape = { type: 'structure', ...toMembers(table) }
    expect(shape).toEqual(resolve(model.operations[name].input))
  })

  test("has the members and the required members of the SDK's schema", () => {
    const compare = (members: Members, ofSdk: Member[], requiredCount: number): void => {
      expect(Object.keys(members).toSorted()).toEqual(ofSdk.map((member) => member.name).toSorted())
      const required = ofSdk.slice(0, requiredCount).map((member) => member.name)
      const ours = Object.keys(members).filter((member) => members[member]!.required)
      expect(ours.toSorted()).toEqual(required.toSorted())
    }
    const { input } = toOperation(schema)
    compare(table, membersOf(input), input[6] ?? 0)
  })

  test("is served at botocore's path with its status", () => {
    const { method, uri, successStatus } = toOperation(schema)
    expect({ method, requestUri: uri, responseCode: successStatus }).toEqual(model.operations[name].http)
  })
})

test("nested structures have the members and the required members of the SDK's schema", () => {
  const request = toOperation(bedrock.CreateModelInvocationJob$).input
  const nested = membersOf(request).filter(({ schema }) => schema.isStructSchema())
  expect(nested.map(({ name }) => name)).toEqual(['inputDataConfig', 'outputDataConfig', 'vpcConfig'])
  for (const { name, schema } of nested) {
    const constraint = tables.CREATE_MODEL_INVOCATION_JOB[name]!
    if (!('members' in constraint)) throw new Error(`${name} has no members`)
    expect(Object.keys(constraint.members).toSorted()).toEqual(
      Array.from(schema.structIterator(), ([member]) => member).toSorted(),
    )
  }
})

test("enums have the values of the SDK's enums", () => {
  const valuesOf = (members: Members, name: string): readonly string[] | undefined => {
    const member = members[name]!
    return member.type === 'string' ? member.values?.toSorted() : undefined
  }
  const list = tables.LIST_MODEL_INVOCATION_JOBS
  expect(valuesOf(list, 'statusEquals')).toEqual(Object.values(bedrock.ModelInvocationJobStatus).toSorted())
  expect(valuesOf(list, 'sortBy')).toEqual(Object.values(bedrock.SortJobsBy))
  expect(valuesOf(list, 'sortOrder')).toEqual(Object.values(bedrock.SortOrder).toSorted())
  expect(valuesOf(tables.CREATE_MODEL_INVOCATION_JOB, 'modelInvocationType')).toEqual(
    Object.values(bedrock.ModelInvocationType).toSorted(),
  )
})

function* patternsOf(constraint: Constraint): Generator<tables.Pattern> {
  if (constraint.type === 'string' && constraint.pattern) yield constraint.pattern
  if (constraint.type === 'list') yield* patternsOf(constraint.item)
  if (constraint.type === 'structure' || constraint.type === 'union')
    for (const member of Object.values(constraint.members)) yield* patternsOf(member)
}
const PATTERNS = new Map(
  OPERATIONS.flatMap(([, , members]) => [...patternsOf({ type: 'structure', members })]).map((pattern) => [
    pattern.published,
    pattern,
  ]),
)

/** Where the repeated part of some pattern begins. */
const BEGINNINGS = [
  '',
  'a',
  'anthropic.claude',
  'anthropic.claude-v2:1',
  's3://',
  's3://bucket/',
  'alias/',
  'arn:aws',
  'arn:aws:iam::123456789012:role/',
  'arn:aws:kms:',
  'arn:aws:kms:us-east-1:123456789012:key/',
  'arn:aws:kms:us-east-1:123456789012:alias/',
  'arn:aws:bedrock:',
  ...['', '123456789012'].flatMap((account) =>
    ['', 'foundation-model/', 'foundation-model/anthropic.claude', 'inference-profile/', 'model-invocation-job/']
      .concat(['custom-model/', 'custom-model/anthropic.', 'imported-model/', 'application-inference-profile/'])
      .map((kind) => `arn:aws:bedrock:us-east-1:${account}:${kind}`),
  ),
]

test('every pattern with a literal beginning is met behind it', () => {
  for (const { published } of PATTERNS.values()) {
    const [literal] = /^[a-z0-9:/]*/.exec(published.replace(/^\(*/, ''))!
    expect(BEGINNINGS.some((beginning) => beginning.startsWith(literal))).toBe(true)
  }
})

describe.each([...PATTERNS.values()])('the pattern $published', ({ published, matches }) => {
  const witness = RE2JS.compile(`^(?:${published})$`)
  const fragments = ['a', 'Z', '0', '-', '_', '.', ':', '/', '+', ' ', 'é', '\n', 'arn:aws:bedrock:', 's3://', 'us-east-1:',
    '123456789012', 'abcdefghijkl', 'foundation-model/', 'model-invocation-job/', 'inference-profile/', 'anthropic.claude',
    ':iam::', 'role/', 'alias/', 'key/', 'kms:', 'arn:aws:', 'custom-model/', 'imported/', 'anthropic.claude-v2:1', ':1'] // prettier-ignore
  const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join(''))

  test('accepts what the published one accepts as a whole', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(matches.test(text)).toBe(witness.matcher(text).find())
      }),
      { numRuns: 2000 },
    )
  })

  test('takes no long time over texts that make backtracking explode', () => {
    const started = performance.now()
    for (const beginning of BEGINNINGS)
      for (const piece of ['a', '1', '-', 'a-', '.', 'a.', '/', 'a/', ':', 'a:'])
        for (const end of ['', '!', ' ']) matches.test(`${beginning}${piece.repeat(2000)}${end}`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
