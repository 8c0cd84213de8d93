import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { Json } from '../../translator/formats/json-text.ts'

// Ours: JSON.stringify and validators run out of stack at a few thousand levels. The service's own bound is UNVERIFIED.
const DEEPEST = 500

/** The refusal of a value that is nested deeper than 500 levels; the text is UNVERIFIED. Needs no stack itself. */
export function tooDeeplyNested(value: Json): RecordError | undefined {
  let level: Json[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return { errorCode: 400, errorMessage: `The JSON is nested deeper than ${DEEPEST} levels.` }
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return undefined
}
