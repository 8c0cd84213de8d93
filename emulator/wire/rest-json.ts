import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols'
import type { DocumentType } from '@smithy/types'
import { membersOf, type Member, type Operation } from './schema.ts'

// 5 is the schema sentinel of RFC 3339 date-times, the format of every time in the Bedrock API.
const SETTINGS = { timestampFormat: { useTrait: true, default: 5 as const }, jsonName: true }

export interface RestJsonRequest {
  /** Percent-decoded values of the labels in the operation's path. */
  labels: Record<string, string>
  query: URLSearchParams
  /** The parsed body, an object; `{}` where the request has none. */
  body: Record<string, unknown>
}

/**
 * Collects an operation's members from path, query and body in their wire form (times and enums are strings, numbers are
 * numbers), unchecked. A number or a boolean in the query that is none stays a string, so that the type check can name it.
 */
export function collectWireInput(
  operation: Operation,
  { labels, query, body }: RestJsonRequest,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const { name, schema, traits } of membersOf(operation.input)) {
    if (traits.httpLabel) input[name] = labels[name]
    else if (traits.httpQuery === undefined) input[name] = body[name] ?? undefined
    else {
      const text = query.get(traits.httpQuery)
      if (text !== null) input[name] = fromQuery(text, schema)
    }
  }
  return input
}

function fromQuery(text: string, schema: Member['schema']): unknown {
  if (schema.isNumericSchema() && /^-?[0-9]{1,15}$/.test(text)) return Number(text)
  if (schema.isBooleanSchema() && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** Turns a checked wire form into what the SDK's types call the operation's input: times become Dates. */
export const toInput = (operation: Operation, wireInput: Record<string, unknown>): unknown =>
  new JsonShapeDeserializer2(SETTINGS).readObject(operation.input, wireInput as DocumentType)

/** Bytes of the response body. Members that the operation does not declare, and absent ones, are left out. */
export function writeOutput(operation: Operation, output: object): Uint8Array {
  const serializer = new JsonShapeSerializer2(SETTINGS)
  serializer.write(operation.output, output)
  return serializer.flush()
}
