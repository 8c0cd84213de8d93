import { parseKeepingNumbers, type Json } from '../../../translator/formats/json-text.ts'
import type { ConverseInput } from './input.ts'
import { tooDeeplyNested } from '../nesting.ts'

/** The schema of the answer, which stands in the request as JSON text; `undefined` when there is none that can be read. */
export function responseSchemaOf({ outputConfig }: ConverseInput): Json | undefined {
  const text = outputConfig?.textFormat?.structure.jsonSchema.schema
  if (text === undefined) return undefined
  try {
    const schema = parseKeepingNumbers(text)
    return tooDeeplyNested(schema) ? undefined : schema
  } catch {
    return undefined
  }
}
