import type { Json } from '../../../translator/formats/json-text.ts'
import type { Random } from '../../random.ts'
import type { Budget } from './budget.ts'
import type { Schema, SchemaNode } from './schema.ts'
import { ContradictionError } from './schema-error.ts'

/** Where in the whole a value stands. */
export interface Place {
  /** JSON pointer, empty for the whole. */
  pointer: string
  /** Of the member that it is, or is an item of. */
  name: string
  depth: number
  /** Schemas of the containers around it: a schema that is among them recurs. */
  around: ReadonlySet<SchemaNode>
  /** Whether the value may be left out: where its schema recurs, it is. */
  isOptional: boolean
  /** Whether objects and arrays hold only what they must. */
  isBare: boolean
  /** Whether a default or an example may be the value. */
  takesSuggestions: boolean
}

export interface MakeContext {
  random: Random
  budget: Budget
  /** Makes a value within another one: all schemas hold for it. */
  makeWithin(schemas: Schema[], place: Place): Json
}

/** Runs one attempt; the error when what it tried to satisfy contradicts itself. */
export function attempt<T>(make: () => T): { value: T } | ContradictionError {
  try {
    return { value: make() }
  } catch (error) {
    if (error instanceof ContradictionError) return error
    throw error
  }
}

/** What the first attempt makes that succeeds; throws what the last one says when none does. */
export function firstOf<T>(attempts: Iterable<() => T>, otherwise: () => ContradictionError): T {
  let failure: ContradictionError | undefined
  for (const make of attempts) {
    const result = attempt(make)
    if ('value' in result) return result.value
    failure = result
  }
  throw failure ?? otherwise()
}
