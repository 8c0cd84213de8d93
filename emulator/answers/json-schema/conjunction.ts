import type { Budget } from './budget.ts'
import { MOST_APPLICATIONS } from './satisfies.ts'
import type { Schema, SchemaNode } from './schema.ts'
import { contradiction, nestedTooDeep } from './schema-error.ts'

/** One of these branches must hold, or exactly one. */
export interface Choice {
  kind: 'anyOf' | 'oneOf'
  branches: Schema[]
}

/** Schemas that hold for one value at the same time, with everything that `$ref` and `allOf` bring in. */
export interface Conjunction {
  parts: readonly SchemaNode[]
  /** Of which no branch is taken yet. */
  choices: readonly Choice[]
}

export const NOTHING_YET: Conjunction = { parts: [], choices: [] }

/** Takes one more schema in; `pointer` says which value it is about. */
export function conjoin({ parts, choices }: Conjunction, schema: Schema, budget: Budget, pointer: string): Conjunction {
  const taken = new Set(parts)
  const found = [...choices]
  const take = (part: Schema, within: readonly SchemaNode[]): void => {
    budget.spendStep()
    if (part === true) return
    if (part === false) throw contradiction('allows no value', pointer)
    if (within.includes(part)) throw contradiction('refers to itself without end', pointer)
    if (within.length > MOST_APPLICATIONS) throw nestedTooDeep(MOST_APPLICATIONS)
    if (taken.has(part)) return
    taken.add(part)
    if (part.anyOf) found.push({ kind: 'anyOf', branches: part.anyOf })
    if (part.oneOf) found.push({ kind: 'oneOf', branches: part.oneOf })
    for (const other of [part.$ref ?? true, ...(part.allOf ?? [])]) take(other, [...within, part])
  }
  take(schema, [])
  return { parts: [...taken], choices: found }
}

/** What the parts say of the member of an object. */
export const memberSchemas = (parts: readonly SchemaNode[], name: string): Schema[] =>
  parts.map((part) => part.properties?.get(name) ?? part.additionalProperties ?? true)

/** What the parts say of an item of an array. */
export const itemSchemas = (parts: readonly SchemaNode[], index: number): Schema[] =>
  parts.map((part) => part.prefixItems?.[index] ?? part.items ?? true)

type NumberKeyword = {
  [Keyword in keyof SchemaNode]-?: Required<SchemaNode>[Keyword] extends number ? Keyword : never
}[keyof SchemaNode]

/** Of the parts' lower bounds, the one that counts: minus infinity where there is none. */
export const largestOf = (parts: readonly SchemaNode[], keyword: NumberKeyword): number =>
  Math.max(...parts.flatMap((part) => part[keyword] ?? []))

/** Of the parts' upper bounds, the one that counts: infinity where there is none. */
export const smallestOf = (parts: readonly SchemaNode[], keyword: NumberKeyword): number =>
  Math.min(...parts.flatMap((part) => part[keyword] ?? []))
