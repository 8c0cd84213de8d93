import type { InputSchema } from '../malformed-input/input-schema.ts'
import type { NovaCapabilities } from './models.ts'
import {
  anyObject,
  integer,
  listOf,
  number,
  object,
  oneOf,
  text,
  union,
  type Properties,
} from '../malformed-input/schema-words.ts'

/*
 * Nova's InvokeModel form. Source: AWS's pages "Complete request schema" (Nova 1) and "Request and response schema"
 * (Nova 2). Documents are for Converse only.
 */

const name: InputSchema = { ...text(1, 64), pattern: '^[a-zA-Z0-9_-]+$' }
const nothing = object({})

const source = union({
  bytes: text(1),
  s3Location: object({ uri: text(), bucketOwner: text() }, 'uri'),
})
const MEDIA = {
  image: object({ format: oneOf('jpeg', 'png', 'gif', 'webp'), source }, 'format', 'source'),
  video: object(
    { format: oneOf('mkv', 'mov', 'mp4', 'webm', 'three_gp', 'flv', 'mpeg', 'mpg', 'wmv'), source },
    'format',
    'source',
  ),
}
const cachePoint = object({ type: oneOf('default') }, 'type')
const toolUse = object({ toolUseId: name, name, input: anyObject }, 'toolUseId', 'name', 'input')
const reasoningContent = object({ reasoningText: object({ text: text(), signature: text() }, 'text') }, 'reasoningText')

const toolResult = (media: Properties): InputSchema =>
  object(
    {
      toolUseId: name,
      content: listOf(union({ text: text(), json: anyObject, ...media })),
      status: oneOf('success', 'error'),
    },
    'toolUseId',
    'content',
  )

// AWS: the schema of a tool's input may say no more at its top level (pydantic/pydantic-ai#1623, zed-industries/zed#31815).
const toolInputSchema = object({ type: oneOf('object'), properties: anyObject, required: listOf(text()) }, 'type')
const toolSpec = object(
  { name, description: text(1), inputSchema: object({ json: toolInputSchema }, 'json') },
  'name',
  'inputSchema',
)
const systemTool = object({ name }, 'name')
const toolChoice = union({ auto: nothing, any: nothing, tool: object({ name }, 'name') })

const reasoningConfig = object(
  { type: oneOf('enabled', 'disabled'), maxReasoningEffort: oneOf('low', 'medium', 'high') },
  'type',
)

/** AWS's pages differ on where `reasoningConfig` stands; the names with underscores are those of older samples. */
const inferenceConfig = ({ maxTokens, minTemperature, reasoning }: NovaCapabilities): InputSchema =>
  object({
    maxTokens: integer(1, maxTokens),
    max_new_tokens: integer(1, maxTokens),
    temperature: number(minTemperature, 1),
    topP: number(0, 1),
    top_p: number(0, 1),
    topK: integer(0, 128),
    top_k: integer(0, 128),
    stopSequences: listOf(text(1)),
    ...(reasoning && { reasoningConfig }),
  })

/** What a model takes; that a content block is of one kind is a rule of its own, as a text may carry a cache point. */
export function novaSchema(capabilities: NovaCapabilities): InputSchema {
  const media = Object.fromEntries(capabilities.media.map((medium) => [medium, MEDIA[medium]]))
  const textMembers = { text: text(), ...(capabilities.cachePoints && { cachePoint }) }
  const block = object({
    ...textMembers,
    ...media,
    toolUse,
    toolResult: toolResult(media),
    ...(capabilities.reasoning && { reasoningContent }),
  })
  const message = object({ role: oneOf('user', 'assistant'), content: listOf(block) }, 'role', 'content')
  const tool = union({ toolSpec, ...(capabilities.systemTools && { systemTool }) })
  return object(
    {
      schemaVersion: oneOf('messages-v1'),
      // AWS: not an empty list (LiteLLM's code for InvokeModel of Nova, and BerriAI/litellm PR 29565); the text is everit's.
      system: listOf(object(textMembers, 'text'), 1),
      messages: listOf(message, 1),
      inferenceConfig: inferenceConfig(capabilities),
      toolConfig: object({ tools: listOf(tool, 1), toolChoice }, 'tools'),
      ...(capabilities.reasoning && { reasoningConfig }),
    },
    'messages',
  )
}
