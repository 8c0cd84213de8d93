import type { InputSchema } from '../malformed-input/input-schema.ts'
import { anyObject, boolean, integer, listOf, number, object, oneOf, text } from '../malformed-input/schema-words.ts'

export const MOST_TOKENS = 8192

const textPart = object({ type: oneOf('text'), text: text() }, 'type', 'text')
const imagePart = object(
  { type: oneOf('image_url'), image_url: { anyOf: [text(), object({ url: text() }, 'url')] } },
  'type',
  'image_url',
)
const call = object({ name: text(), arguments: text() }, 'name', 'arguments')
const toolCall = object({ id: text(), type: oneOf('function'), function: call }, 'id', 'function')
const definition = object({ name: text(), description: text(), parameters: anyObject }, 'name')
const tool = object({ type: oneOf('function'), function: definition }, 'type', 'function')

/** Source: AWS's page "Mistral AI chat completion"; parts of a content as in Mistral's own documents. */
export const mistralSchema = (images: boolean): InputSchema => {
  const part = images ? { anyOf: [textPart, imagePart] } : textPart
  const message = object(
    {
      role: oneOf('system', 'user', 'assistant', 'tool'),
      content: { anyOf: [text(), listOf(part), { type: 'null' }] },
      tool_calls: { anyOf: [listOf(toolCall), { type: 'null' }] },
      tool_call_id: { type: ['string', 'null'] },
      // Null in every answer: clients send those back as they came.
      index: { type: ['integer', 'null'] },
      name: text(),
      prefix: boolean,
    },
    'role',
  )
  return object(
    {
      messages: listOf(message, 1),
      tools: listOf(tool),
      tool_choice: oneOf('auto', 'any', 'none'),
      max_tokens: integer(1, MOST_TOKENS),
      top_p: number(0, 1),
      temperature: number(0, 1),
    },
    'messages',
  )
}
