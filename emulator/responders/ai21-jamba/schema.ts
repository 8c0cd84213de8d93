import type { InputSchema } from '../malformed-input/input-schema.ts'
import { anyObject, integer, listOf, number, object, oneOf, text } from '../malformed-input/schema-words.ts'
import type { JambaCapabilities } from './models.ts'

export const MOST_TOKENS = 4096

const PENALTY = number(-2, 2)
const orNull = (schema: InputSchema): InputSchema => ({ anyOf: [schema, { type: 'null' }] })

const call = object({ name: text(), arguments: text() }, 'name', 'arguments')
const toolCall = object({ id: text(), type: oneOf('function'), function: call }, 'id', 'function')
const definition = object({ name: text(), description: text(), parameters: anyObject }, 'name')
const tool = object({ type: oneOf('function'), function: definition }, 'type', 'function')

const plainMessage = object({ role: oneOf('user', 'assistant', 'system'), content: text() }, 'role', 'content')
const messageWithTools = object(
  {
    role: oneOf('user', 'assistant', 'system', 'tool'),
    content: orNull(text()),
    tool_calls: orNull(listOf(toolCall)),
    tool_call_id: orNull(text()),
  },
  'role',
)

const metadata: InputSchema = {
  anyOf: [
    listOf(object({ key: text(), value: text() }, 'key', 'value')),
    { additionalProperties: text(), type: 'object' },
  ],
}
const document = object({ id: text(), content: text(), metadata }, 'content')

/**
 * Source: AWS's page "AI21 Labs Jamba models", of tools and documents AI21's own. The range of the penalties, and that Jamba's
 * inputs are checked by a JSON Schema like those of their time, is UNVERIFIED.
 */
export const jambaSchema = ({ tools, jsonObject, documents }: JambaCapabilities): InputSchema =>
  object(
    {
      messages: listOf(tools ? messageWithTools : plainMessage, 1),
      max_tokens: integer(0, MOST_TOKENS),
      temperature: number(0, 2),
      top_p: number(0.01, 1),
      stop: { anyOf: [text(), listOf(text())] },
      n: integer(1, 16),
      frequency_penalty: PENALTY,
      presence_penalty: PENALTY,
      ...(tools && { tools: listOf(tool) }),
      ...(jsonObject && { response_format: object({ type: oneOf('text', 'json_object') }, 'type') }),
      ...(documents && { documents: listOf(document) }),
    },
    'messages',
  )
