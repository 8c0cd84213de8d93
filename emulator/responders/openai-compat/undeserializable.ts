import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { isObjectInJson } from '../raw-number.ts'
import { refusal } from '../refusal.ts'
import type { Mismatch, Place, Shape } from './serde.ts'

const lengthOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value))

/** An item or a member of a value, and the bytes before it (before its name) in the value's compact JSON. */
function locate(value: Json, step: string | number): { offset: number; inner: Json } {
  let offset = 1
  if (Array.isArray(value)) {
    for (const item of value.slice(0, Number(step))) offset += lengthOf(item) + 1
    return { offset, inner: value[Number(step)]! }
  }
  if (!isObjectInJson(value)) return { offset: 0, inner: value }
  for (const name of Object.keys(value)) {
    if (name === step) break
    offset += lengthOf(name) + 1 + lengthOf(value[name]!) + 1
  }
  return { offset, inner: value[step]! }
}

/** How many bytes of a body's compact JSON are read by then. AWS: which text the model really gets is UNVERIFIED. */
function columnOf(body: Json, { place, edge }: Mismatch['stoppedAt']): number {
  let value = body
  let column = 0
  let nameEnd = 0
  for (const step of place) {
    const { offset, inner } = locate(value, step)
    nameEnd = column + offset + (typeof step === 'string' ? lengthOf(step) : 0)
    column = typeof step === 'string' ? nameEnd + 1 : nameEnd
    value = inner
  }
  if (edge === 'name') return nameEnd
  return edge === 'start' ? column : column + lengthOf(value)
}

/** `tools[0].function` */
const pathOf = (place: Place): string =>
  place
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')

/** The refusal of a body that does not have a shape. */
export function undeserializable(body: JsonObject, shape: Shape): RecordError | undefined {
  const difference = shape(body, [])
  if (!difference) return undefined
  const path = difference.place.length === 0 ? '' : `${pathOf(difference.place)}: `
  const column = columnOf(body, difference.stoppedAt)
  return refusal(
    `Failed to deserialize the JSON body into the target type: ${path}${difference.text} at line 1 column ${column}`,
  )
}
