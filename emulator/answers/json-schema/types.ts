import { shuffle, type Random } from '../../random.ts'
import { TYPES, type Schema, type SchemaNode, type Type } from './schema.ts'

// Where no type is named, the keywords that are there say which one is meant.
const TELLING_KEYWORDS: [Type, (keyof SchemaNode)[]][] = [
  ['object', ['properties', 'required', 'additionalProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
]

const guessType = (parts: readonly SchemaNode[]): Type =>
  TELLING_KEYWORDS.find(([, keywords]) => parts.some((part) => keywords.some((keyword) => keyword in part)))?.[0] ??
  'string'

const allows = ({ type = [...TYPES] }: SchemaNode, asked: Type): boolean =>
  type.includes(asked) || (asked === 'integer' && type.includes('number'))

/** The types that a value of all parts may have, in the order in which they are to be tried: null says least, so last. */
export function typesToTry(parts: readonly SchemaNode[], random: Random): Type[] {
  if (parts.every(({ type }) => type === undefined)) return [guessType(parts)]
  const allowed = TYPES.filter((type) => parts.every((part) => allows(part, type)))
  // A number that happens to be an integer is no type of its own.
  const distinct = allowed.includes('number') ? allowed.filter((type) => type !== 'integer') : allowed
  const last = distinct.filter((type) => type === 'null')
  return [
    ...shuffle(
      distinct.filter((type) => type !== 'null'),
      random,
    ),
    ...last,
  ]
}

const isNull = (schema: Schema): boolean =>
  typeof schema === 'object' && (schema.type?.every((type) => type === 'null') ?? schema.const?.values[0] === null)

/** The branches of a choice in the order in which they are to be tried; those that recur come last, whatever they are. */
export function branchesToTry(branches: Schema[], recurs: (branch: Schema) => boolean, random: Random): Schema[] {
  const ranks = new Map(branches.map((branch) => [branch, recurs(branch) ? 2 : isNull(branch) ? 1 : 0]))
  const first = random.integer(branches.length)
  return [...branches.slice(first), ...branches.slice(0, first)].toSorted(
    (one, other) => ranks.get(one)! - ranks.get(other)!,
  )
}
