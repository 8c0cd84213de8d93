import type { JsonObject } from '../../../translator/formats/json-text.ts'

/*
 * The Converse request without modelId, as JSON Schema. Source: the shapes of @aws-sdk/client-bedrock-runtime 3.1162.0.
 * AWS: a batch is stricter than the on-line API and refuses members that it does not know; `toolConfig` is such a member
 * (documented: a 400 for the record; its text is UNVERIFIED).
 */

const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
/** Exactly one of the members. */
const union = (properties: JsonObject): JsonObject => ({ ...object(properties), minProperties: 1, maxProperties: 1 })
const oneOf = (...values: string[]): JsonObject => ({ type: 'string', enum: values })
const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items })
const string = (minLength = 0, maxLength?: number): JsonObject => ({
  type: 'string',
  minLength,
  ...(maxLength !== undefined && { maxLength }),
})

const s3Location = object({ uri: string(1, 1024), bucketOwner: string(12, 12) }, 'uri')
const mediaSource = union({ bytes: string(1), s3Location })
const textItem = object({ text: string() }, 'text')
const citations = object({ enabled: { type: 'boolean' } }, 'enabled')

const image = object({ format: oneOf('png', 'jpeg', 'gif', 'webp'), source: mediaSource }, 'format', 'source')
const document = object(
  {
    name: string(1, 200),
    format: oneOf('pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'),
    source: union({ bytes: string(1), s3Location, text: string(1), content: listOf(union({ text: string(1) })) }),
    context: string(),
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
  { source: string(), title: string(), content: listOf(textItem), citations },
  'source',
  'title',
  'content',
)
const cachePoint = object({ type: oneOf('default'), ttl: oneOf('5m', '1h') }, 'type')
const guardContent = union({
  text: object({ text: string(), qualifiers: listOf(oneOf('grounding_source', 'query', 'guard_content')) }, 'text'),
  image: object({ format: oneOf('png', 'jpeg'), source: union({ bytes: string(1) }) }, 'format', 'source'),
})
const toolUse = object(
  { toolUseId: string(1, 64), name: string(1, 64), input: {}, type: oneOf('server_tool_use') },
  'toolUseId',
  'name',
  'input',
)
const toolResult = object(
  {
    toolUseId: string(1, 64),
    content: listOf(union({ text: string(), json: { type: 'object' }, image, document, video, searchResult })),
    status: oneOf('success', 'error'),
    type: string(),
  },
  'toolUseId',
  'content',
)

const contentBlock = union({
  text: string(),
  image,
  document,
  video,
  audio,
  toolUse,
  toolResult,
  reasoningContent: union({
    reasoningText: object({ text: string(), signature: string() }, 'text'),
    redactedContent: string(),
  }),
  citationsContent: object({ content: listOf(textItem), citations: listOf({ type: 'object' }) }),
  searchResult,
  guardContent,
  cachePoint,
})

const inferenceConfig = object({
  maxTokens: { type: 'integer', minimum: 1 },
  temperature: { type: 'number', minimum: 0, maximum: 1 },
  topP: { type: 'number', minimum: 0, maximum: 1 },
  stopSequences: { ...listOf(string(1)), maxItems: 2500 },
})

const jsonSchema = object({ schema: string(1), name: string(), description: string() }, 'schema')
const outputConfig = object({
  textFormat: object({ type: oneOf('json_schema'), structure: union({ jsonSchema }) }, 'type', 'structure'),
  effort: oneOf('low', 'medium', 'high', 'xhigh', 'max'),
})

export const CONVERSE_SCHEMA: JsonObject = object(
  {
    messages: listOf(
      object({ role: oneOf('user', 'assistant', 'system'), content: listOf(contentBlock) }, 'role', 'content'),
    ),
    system: listOf(union({ text: string(), guardContent, cachePoint })),
    inferenceConfig,
    additionalModelRequestFields: { type: 'object' },
    additionalModelResponseFieldPaths: { ...listOf(string(1, 256)), maxItems: 10 },
    outputConfig,
    guardrailConfig: object({
      guardrailIdentifier: string(),
      guardrailVersion: string(),
      trace: oneOf('enabled', 'disabled', 'enabled_full'),
    }),
    performanceConfig: object({ latency: oneOf('standard', 'optimized') }),
    serviceTier: object({ type: oneOf('priority', 'default', 'flex', 'reserved') }, 'type'),
    requestMetadata: { type: 'object', additionalProperties: string(0, 256), maxProperties: 16 },
  },
  'messages',
)
