import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import type { Random } from '../../random.ts'
import { LimitError, memberOf } from './json-value.ts'
import { makeNumber } from './make-number.ts'
import { makeString } from './make-string.ts'
import { largestOf, saidBy, smallestOf, type Parts, type Schema, type SchemaNode, type Type } from './schema.ts'
import { guessType, ofTypes, typesOf } from './types.ts'

/** The making of one candidate: the chances of what a schema leaves open, and what may still be spent. */
export interface Making {
  random: Random
  $defs: Record<string, Schema>
  chances: {
    /** That a member or an item is there which need not be. */
    ofOptional: number
    /** That a default or an example is taken. */
    ofSuggestion: number
    /** That any branch of a choice is taken, and not one of the likeliest. */
    ofAnyBranch: number
  }
  left: { steps: number; characters: number }
}

/** Where in the whole a value stands. */
interface Place {
  /** Of the member that it is, or is an item of. */
  name: string
  depth: number
  /** Schemas of the containers around it: a schema that is among them recurs. */
  around: Parts
  isOptional: boolean
}

const MOST_DEPTH = 64
// So deep, optional members cannot grow into a tree that nobody wants to read.
const OPTIONAL_DEPTH = 8
// Different items are found by chance: enough for all of an enum of some fifty.
const MOST_DRAWS = 200

function spend({ left }: Making, what: keyof Making['left'], count = 1): void {
  left[what] -= count
  if (left[what] < 0) throw new LimitError('it asks for a value that is too large')
}

const happens = (chance: number, { random }: Making): boolean => random.fraction() < chance
const pick = <T>(items: readonly T[], { random }: Making): T | undefined => items[random.integer(items.length)]

/** A value that the schema is likely to accept, or `undefined` where there is plainly none. */
export const makeCandidate = (schema: Schema, making: Making): Json | undefined =>
  makeValue([schema], { name: 'value', depth: 0, around: new Set(), isOptional: false }, making)

function makeValue(schemas: Schema[], place: Place, making: Making): Json | undefined {
  spend(making, 'steps')
  if (place.depth > MOST_DEPTH) throw new LimitError('it asks for values within each other without end')
  const parts = new Set<SchemaNode>()
  if (!schemas.every((schema) => takeIn(parts, schema, making))) return undefined
  if (place.isOptional && recurs(parts, place)) return undefined
  const ownSuggestion = pickSuggestion(parts, making)
  if (ownSuggestion !== undefined) return ownSuggestion
  // A Set's iterator comes to what is added meanwhile: choices within branches are made too.
  for (const { anyOf = [], oneOf = [] } of parts)
    for (const branches of [anyOf, oneOf].filter(({ length }) => length > 0))
      if (!takeIn(parts, pickBranch(branches, parts, place, making), making)) return undefined
  const suggestion = pickSuggestion(parts, making)
  return suggestion === undefined ? makePlain(parts, place, making) : suggestion
}

/** Adds a schema with everything that `$ref` and `allOf` bring in; false where one of them is. */
function takeIn(parts: Set<SchemaNode>, schema: Schema, making: Making): boolean {
  if (typeof schema === 'boolean') return schema
  if (parts.has(schema)) return true
  spend(making, 'steps')
  parts.add(schema)
  const target = schema.$ref === undefined ? true : making.$defs[schema.$ref.slice('#/$defs/'.length)]!
  return [target, ...(schema.allOf ?? [])].every((other) => takeIn(parts, other, making))
}

const recurs = (parts: Parts, { around }: Place): boolean => !parts.isDisjointFrom(around)

/** Null says least, what recurs may not end, and what has no type in common with the rest cannot be. */
function pickBranch(branches: Schema[], parts: Parts, place: Place, making: Making): Schema {
  if (happens(making.chances.ofAnyBranch, making)) return pick(branches, making)!
  const ranks = branches.map((branch) => {
    const added = new Set<SchemaNode>()
    if (!takeIn(added, branch, making)) return 3
    const types = typesOf(parts.union(added))
    if (types.length === 0) return 3
    if (recurs(added, place)) return 2
    return types.every((type) => type === 'null') || [...added].some((part) => part.const === null) ? 1 : 0
  })
  const best = Math.min(...ranks)
  const likeliest = branches.filter((_, index) => ranks[index] === best)
  return pick(likeliest, making)!
}

/** A default, else an example, of a type that is allowed. */
function pickSuggestion(parts: Parts, making: Making): Json | undefined {
  const [defaults, examples] = [saidBy(parts, 'default'), saidBy(parts, 'examples')]
  if (defaults.length + examples.length === 0 || !happens(making.chances.ofSuggestion, making)) return undefined
  spend(making, 'steps', examples.flat().length / 100)
  const fitting = [defaults.slice(0, 1), examples.flat()].map((values) => ofTypes(values, typesOf(parts)))
  return pick(fitting.find((values) => values.length > 0) ?? [], making)
}

function makePlain(parts: Parts, place: Place, making: Making): Json | undefined {
  const lists = [...saidBy(parts, 'enum'), ...saidBy(parts, 'const').map((value) => [value])]
  // The judge compares with each: thousands of items out of thousands of values would take minutes.
  for (const { length } of lists) spend(making, 'steps', length / 100)
  const [first, ...others] = lists.map((values) => ofTypes(values, typesOf(parts)))
  const texts = others.map((values) => new Set(values.map((value) => JSON.stringify(value))))
  const allowed = first?.filter((value) => texts.every((list) => list.has(JSON.stringify(value))))
  if (allowed) return pick(allowed, making)
  const types = typesOf(parts)
  const sayingMore = types.filter((type) => type !== 'null')
  const type = guessType(parts) ?? pick(sayingMore, making) ?? types[0]
  return type && MAKERS[type](parts, place, making)
}

const within = ({ depth, around, ...place }: Place, parts: Parts): Place => {
  return { ...place, depth: depth + 1, around: around.union(parts) }
}

const takesOptional = ({ depth }: Place, making: Making): boolean =>
  depth < OPTIONAL_DEPTH && happens(making.chances.ofOptional, making)

/** An object with all members that are required, and optional ones that can be made. */
function makeObject(parts: Parts, place: Place, making: Making): JsonObject {
  const required = new Set(saidBy(parts, 'required').flat())
  const declared = new Set(saidBy(parts, 'properties').flatMap(Object.keys))
  const least = Math.max(0, largestOf(parts, 'minProperties'))
  spend(making, 'steps', least)
  const inside = within(place, parts)
  const members = new Map<string, Json>()
  const add = (name: string, isOptional: boolean): void => {
    const schemas = Array.from(
      parts,
      (part) => memberOf(part.properties ?? {}, name) ?? part.additionalProperties ?? true,
    )
    const value = makeValue(schemas, { ...inside, name, isOptional }, making)
    // Where there is none but must be, the judge says so, and where.
    if (value !== undefined || !isOptional) members.set(name, value ?? null)
  }
  for (const name of required) add(name, false)
  for (const name of declared.difference(required))
    if (members.size < least || takesOptional(place, making)) add(name, true)
  // A map of values by names of the caller's choice gets one, so that there is something to see.
  const isMap =
    members.size + declared.size === 0 && saidBy(parts, 'additionalProperties').some((other) => other !== false)
  if (isMap && takesOptional(place, making)) add('key', true)
  for (let number = 1; members.size < least; number += 1) add(`key${number}`, false)
  return Object.fromEntries(members)
}

/** An array of as many items as it needs, or as its tuple has, or of one or two. */
function makeArray(parts: Parts, place: Place, making: Making): Json[] {
  const least = Math.max(0, largestOf(parts, 'minItems'))
  spend(making, 'steps', least)
  const declared = Math.max(0, ...saidBy(parts, 'prefixItems').map(({ length }) => length))
  const wanted = takesOptional(place, making) ? declared || 1 + making.random.integer(2) : 0
  const count = Math.min(Math.max(wanted, least), smallestOf(parts, 'maxItems'))
  const mustDiffer = saidBy(parts, 'uniqueItems').includes(true)
  const inside = within(place, parts)
  const items = new Map<string, Json>()
  for (let draws = 0; items.size < count && draws < MOST_DRAWS; draws += 1) {
    const index = items.size
    const schemas = Array.from(parts, (part) => part.prefixItems?.[index] ?? part.items ?? true)
    const item = makeValue(schemas, { ...inside, isOptional: index >= least }, making)
    if (item === undefined && index >= least) break
    items.set(mustDiffer ? JSON.stringify(item) : String(index), item ?? null)
    if (items.size > index) draws = -1
  }
  return [...items.values()]
}

function makeText(parts: Parts, { name }: Place, making: Making): string {
  const [minLength, maxLength] = [Math.max(0, largestOf(parts, 'minLength')), smallestOf(parts, 'maxLength')]
  spend(making, 'characters', minLength)
  const pattern = pick(saidBy(parts, 'pattern'), making)
  const format = pick(saidBy(parts, 'format'), making)
  const text = makeString({ name, minLength, maxLength, pattern, format }, making.random)
  spend(making, 'characters', text.length)
  return text
}

const MAKERS: Record<Type, (parts: Parts, place: Place, making: Making) => Json | undefined> = {
  object: makeObject,
  array: makeArray,
  integer: (parts, _place, { random }) => makeNumber(parts, true, random),
  number: (parts, _place, { random }) => makeNumber(parts, false, random),
  string: makeText,
  boolean: (_parts, _place, { random }) => random.integer(2) === 1,
  null: () => null,
}
