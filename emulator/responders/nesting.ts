import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { Json } from '../../translator/formats/json-text.ts'
import { isNestedDeeper } from '../answers/json-schema/json-value.ts'
import { refusal } from './refusal.ts'

// Ours: JSON.stringify and validators run out of stack at a few thousand levels. The service's own bound is UNVERIFIED.
const DEEPEST = 500

/** The refusal of a value that is nested deeper than 500 levels; the text is UNVERIFIED. Needs no stack itself. */
export const tooDeeplyNested = (value: Json): RecordError | undefined =>
  isNestedDeeper(value, DEEPEST) ? refusal(`The JSON is nested deeper than ${DEEPEST} levels.`) : undefined
