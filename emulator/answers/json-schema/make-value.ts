import type { Json } from '../../../translator/formats/json-text.ts'
import type { Random } from '../../random.ts'
import { conjoin, largestOf, NOTHING_YET, smallestOf, type Choice, type Conjunction } from './conjunction.ts'
import { makeArray, makeObject } from './containers.ts'
import { makeNumber } from './number.ts'
import { attempt, firstOf, type MakeContext, type Place } from './place.ts'
import { satisfies } from './satisfies.ts'
import type { Schema, SchemaNode, Type } from './schema.ts'
import { contradiction } from './schema-error.ts'
import { makeString } from './string.ts'
import { branchesToTry, typesToTry } from './types.ts'

const MOST_DEPTH = 64

/** One of the values that hold, beginning anywhere among them. */
function findFrom(values: Json[], holds: (value: Json) => boolean, random: Random): Json | undefined {
  const start = random.integer(values.length)
  const index = values.findIndex((_, at) => holds(values[(start + at) % values.length]!))
  return index < 0 ? undefined : values[(start + index) % values.length]
}

const recurs = ({ parts }: Conjunction, { around }: Place): boolean => parts.some((part) => around.has(part))

/** A value that all schemas accept, as far as one is found: whoever asked for the whole holds it against the whole. */
export function makeValue(schemas: Schema[], place: Place, context: MakeContext): Json {
  if (place.depth > MOST_DEPTH) throw contradiction('requires values within each other without end', '')
  let conjunction = NOTHING_YET
  for (const schema of schemas) conjunction = conjoin(conjunction, schema, context.budget, place.pointer)
  if (place.isOptional && recurs(conjunction, place)) throw contradiction('recurs', place.pointer)
  return makeOf(conjunction, place, context)
}

function makeOf({ parts, choices }: Conjunction, place: Place, context: MakeContext): Json {
  const suggestion = place.takesSuggestions ? findSuggestion(parts, context) : undefined
  if (suggestion !== undefined) return suggestion
  const [choice, ...others] = choices
  return choice ? makeChosen(choice, { parts, choices: others }, place, context) : makePlain(parts, place, context)
}

/** A default, else an example, that holds against everything known so far. */
function findSuggestion(parts: readonly SchemaNode[], { random, budget }: MakeContext): Json | undefined {
  const holds = (value: Json): boolean => parts.every((part) => satisfies(value, part, budget))
  const defaults = parts.flatMap((part) => part.default ?? []).filter(holds)
  if (defaults.length > 0) return defaults[0]
  return findFrom(
    parts.flatMap((part) => part.examples ?? []),
    holds,
    random,
  )
}

function makeChosen({ kind, branches }: Choice, rest: Conjunction, place: Place, context: MakeContext): Json {
  const { budget, random } = context
  const take = (branch: Schema, to: Conjunction): Conjunction => conjoin(to, branch, budget, place.pointer)
  const branchRecurs = (branch: Schema): boolean => {
    const taken = attempt(() => take(branch, NOTHING_YET))
    return 'value' in taken && recurs(taken.value, place)
  }
  const makeBranch = (branch: Schema, isBare: boolean): Json => {
    const value = makeOf(take(branch, rest), { ...place, isBare }, context)
    if (satisfies(value, { [kind]: branches }, budget)) return value
    const count = kind === 'oneOf' ? 'exactly one branch' : 'a branch'
    throw contradiction(`has no value that was found to satisfy ${count} of its ${kind}`, place.pointer)
  }
  // What must not hold against two branches at once often does so with fewer members.
  const attempts = branchesToTry(branches, branchRecurs, random).flatMap((branch) =>
    (place.isBare ? [true] : [false, true]).map((isBare) => () => makeBranch(branch, isBare)),
  )
  return firstOf(attempts, () => contradiction(`has an empty ${kind}`, place.pointer))
}

function makePlain(parts: readonly SchemaNode[], place: Place, context: MakeContext): Json {
  const { random, budget } = context
  const listed = parts.flatMap((part) => [part.const, part.enum]).find((list) => list !== undefined)
  if (listed) {
    const allowed = findFrom(listed.values, (value) => parts.every((part) => satisfies(value, part, budget)), random)
    return found(allowed, 'has an enum or a const of which no value is allowed', place)
  }
  const attempts = typesToTry(parts, random).map((type) => () => MAKERS[type](parts, place, context))
  return firstOf(attempts, () => contradiction('has types that exclude each other', place.pointer))
}

function found<T>(value: T | undefined, what: string, { pointer }: Place): T {
  if (value === undefined) throw contradiction(what, pointer)
  return value
}

function makeNumberAt(parts: readonly SchemaNode[], isInteger: boolean, place: Place, { random }: MakeContext): number {
  if (largestOf(parts, 'minimum') > smallestOf(parts, 'maximum'))
    throw contradiction('has a minimum above its maximum', place.pointer)
  const number = makeNumber(parts, isInteger, random)
  return found(number, 'has bounds or divisors that no number was found to satisfy', place)
}

function makeStringAt(parts: readonly SchemaNode[], place: Place, { random, budget }: MakeContext): string {
  const [minLength, maxLength] = [Math.max(0, largestOf(parts, 'minLength')), smallestOf(parts, 'maxLength')]
  if (minLength > maxLength) throw contradiction('has a minLength above its maxLength', place.pointer)
  budget.spendCharacters(minLength)
  const format = parts.find((part) => part.format !== undefined)?.format
  const text = makeString({ name: place.name, minLength, maxLength, format }, random)
  return found(text, 'has a format and a length that exclude each other', place)
}

const MAKERS: Record<Type, (parts: readonly SchemaNode[], place: Place, context: MakeContext) => Json> = {
  object: makeObject,
  array: makeArray,
  integer: (parts, place, context) => makeNumberAt(parts, true, place, context),
  number: (parts, place, context) => makeNumberAt(parts, false, place, context),
  string: makeStringAt,
  boolean: (_parts, _place, { random }) => random.integer(2) === 1,
  null: () => null,
}
