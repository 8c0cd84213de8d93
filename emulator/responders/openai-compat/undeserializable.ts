import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { refusal } from '../refusal.ts'
import type { Place, Shape } from './serde.ts'

/** `tools[0].function` */
const pathOf = (place: Place): string =>
  place
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')

/**
 * The refusal of a body that does not have a shape. The column is the end of the body's compact JSON; the service's own says
 * where it stopped to read, in a text of its own that nobody has seen.
 */
export function undeserializable(body: JsonObject, shape: Shape): RecordError | undefined {
  const difference = shape(body, [])
  if (!difference) return undefined
  const path = difference.place.length === 0 ? '' : `${pathOf(difference.place)}: `
  const column = Buffer.byteLength(JSON.stringify(body))
  return refusal(
    `Failed to deserialize the JSON body into the target type: ${path}${difference.text} at line 1 column ${column}`,
  )
}
