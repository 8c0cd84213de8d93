import type { InputSchema } from '../malformed-input/input-schema.ts'
import { anyObject, boolean, listOf, number, object, oneOf, text, union } from '../malformed-input/schema-words.ts'

/*
 * The Converse request without modelId, as JSON Schema. Source: the shapes of @aws-sdk/client-bedrock-runtime 3.1162.0.
 * AWS: a batch is stricter than the on-line API and refuses members that it does not know; `toolConfig` is such a member
 * (documented: a 400 for the record; its text is UNVERIFIED).
 */

const s3Location = object({ uri: text(1, 1024), bucketOwner: text(12, 12) }, 'uri')
const mediaSource = union({ bytes: text(1), s3Location })
const textItem = object({ text: text() }, 'text')
const citations = object({ enabled: boolean }, 'enabled')

const image = object({ format: oneOf('png', 'jpeg', 'gif', 'webp'), source: mediaSource }, 'format', 'source')
const document = object(
  {
    name: text(1, 200),
    format: oneOf('pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'),
    source: union({ bytes: text(1), s3Location, text: text(1), content: listOf(union({ text: text(1) })) }),
    context: text(),
    citations,
  },
  'name',
  'source',
)
const video = object(
  { format: oneOf('mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp'), source: mediaSource },
  'format',
  'source',
)
const audio = object(
  {
    format: oneOf(
      'mp3',
      'opus',
      'wav',
      'aac',
      'flac',
      'mp4',
      'ogg',
      'mkv',
      'mka',
      'x-aac',
      'm4a',
      'mpeg',
      'mpga',
      'pcm',
      'webm',
    ),
    source: mediaSource,
  },
  'format',
  'source',
)
const searchResult = object(
  { source: text(), title: text(), content: listOf(textItem), citations },
  'source',
  'title',
  'content',
)
const cachePoint = object({ type: oneOf('default'), ttl: oneOf('5m', '1h') }, 'type')
const guardContent = union({
  text: object({ text: text(), qualifiers: listOf(oneOf('grounding_source', 'query', 'guard_content')) }, 'text'),
  image: object({ format: oneOf('png', 'jpeg'), source: union({ bytes: text(1) }) }, 'format', 'source'),
})
const toolUse = object(
  { toolUseId: text(1, 64), name: text(1, 64), input: {}, type: oneOf('server_tool_use') },
  'toolUseId',
  'name',
  'input',
)
const toolResult = object(
  {
    toolUseId: text(1, 64),
    content: listOf(union({ text: text(), json: anyObject, image, document, video, searchResult })),
    status: oneOf('success', 'error'),
    type: text(),
  },
  'toolUseId',
  'content',
)

const contentBlock = union({
  text: text(),
  image,
  document,
  video,
  audio,
  toolUse,
  toolResult,
  reasoningContent: union({
    reasoningText: object({ text: text(), signature: text() }, 'text'),
    redactedContent: text(),
  }),
  citationsContent: object({ content: listOf(textItem), citations: listOf(anyObject) }),
  searchResult,
  guardContent,
  cachePoint,
})

const inferenceConfig = object({
  maxTokens: { type: 'integer', minimum: 1 },
  temperature: number(0, 1),
  topP: number(0, 1),
  stopSequences: listOf(text(1), 0, 2500),
})

const jsonSchema = object({ schema: text(1), name: text(), description: text() }, 'schema')
const outputConfig = object({
  textFormat: object({ type: oneOf('json_schema'), structure: union({ jsonSchema }) }, 'type', 'structure'),
  effort: oneOf('low', 'medium', 'high', 'xhigh', 'max'),
})

export const CONVERSE_SCHEMA: InputSchema = object(
  {
    messages: listOf(
      object({ role: oneOf('user', 'assistant', 'system'), content: listOf(contentBlock) }, 'role', 'content'),
    ),
    system: listOf(union({ text: text(), guardContent, cachePoint })),
    inferenceConfig,
    additionalModelRequestFields: anyObject,
    additionalModelResponseFieldPaths: listOf(text(1, 256), 0, 10),
    outputConfig,
    guardrailConfig: object({
      guardrailIdentifier: text(),
      guardrailVersion: text(),
      trace: oneOf('enabled', 'disabled', 'enabled_full'),
    }),
    performanceConfig: object({ latency: oneOf('standard', 'optimized') }),
    serviceTier: object({ type: oneOf('priority', 'default', 'flex', 'reserved') }, 'type'),
    requestMetadata: { type: 'object', additionalProperties: text(0, 256), maxProperties: 16 },
  },
  'messages',
)
