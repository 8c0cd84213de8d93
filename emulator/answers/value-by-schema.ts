import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import type { Random } from '../random.ts'
import { createJudge, type Judge } from './json-schema/judge.ts'
import { excerpt, isNestedDeeper, LimitError, MOST_LEVELS } from './json-schema/json-value.ts'
import { makeCandidate, type Making } from './json-schema/make-value.ts'
import { readSchema } from './json-schema/read-schema.ts'
import type { SchemaDocument } from './json-schema/schema.ts'
import { Recent } from './recent.ts'

// With all that can be shown, then by luck, then with nothing that need not be there and may contradict the rest.
const TRIES: Making['chances'][] = [
  { ofOptional: 1, ofSuggestion: 1, ofAnyBranch: 0 },
  { ofOptional: 1, ofSuggestion: 0, ofAnyBranch: 0 },
  ...Array.from({ length: 5 }, () => ({ ofOptional: 0.5, ofSuggestion: 0.5, ofAnyBranch: 0.5 })),
  { ofOptional: 0, ofSuggestion: 1, ofAnyBranch: 0 },
  { ofOptional: 0, ofSuggestion: 0, ofAnyBranch: 0 },
  { ofOptional: 0, ofSuggestion: 0.5, ofAnyBranch: 1 },
]

const MOST_STEPS = 10_000
const MOST_CHARACTERS = 1_000_000

/** A value, or why there is none: words to follow a colon. */
export type Made = { value: Json } | { reason: string }

type Prepared = { document: SchemaDocument; judge: Judge } | { reason: string }

function prepare(root: JsonObject, mustBeObject: boolean): Prepared {
  try {
    const document: SchemaDocument = { ...readSchema(root), ...(mustBeObject && { type: 'object' }) }
    return { document, judge: createJudge(document) }
  } catch (error) {
    // Ajv and its engine throw plain Errors about schemas, which are the record's fault and not ours.
    return { reason: error instanceof RangeError ? 'it goes too deep' : excerpt((error as Error).message) }
  }
}

// A compiled schema takes several times the memory of its text.
const recentlyPrepared = new Recent<Prepared>({ entries: 100, characters: 4_000_000 })

/** A batch repeats its schemas, and compiling one costs as much as a hundred values: those used last are kept. */
const prepareOnce = (root: JsonObject, mustBeObject: boolean): Prepared =>
  recentlyPrepared.get(`${mustBeObject} ${JSON.stringify(root)}`, () => prepare(root, mustBeObject))

/**
 * A value that satisfies a JSON Schema by Ajv's judgement, and is a function of the schema and the random numbers alone.
 * Candidates are made by the usual words (see SchemaNode); what else the schema says holds by luck, or there is no value.
 */
export function valueBySchema(schema: JsonObject, random: Random, { mustBeObject = false } = {}): Made {
  if (isNestedDeeper(schema, MOST_LEVELS)) return { reason: `it is nested more than ${MOST_LEVELS} levels deep` }
  const prepared = prepareOnce(schema, mustBeObject)
  if ('reason' in prepared) return prepared
  const { document, judge } = prepared
  let reason = ''
  let mustBeSmall = false
  for (const chances of TRIES) {
    if (mustBeSmall && chances.ofOptional > 0) continue
    const left = { steps: MOST_STEPS, characters: MOST_CHARACTERS }
    try {
      const value = makeCandidate(document, { random, $defs: document.$defs, chances, left }) ?? null
      const objection = judge(value)
      if (objection === undefined) return { value }
      reason = objection
    } catch (error) {
      if (!(error instanceof LimitError)) throw error
      reason = error.message
      if (chances.ofOptional === 0) break
      mustBeSmall = true
    }
  }
  return { reason }
}
