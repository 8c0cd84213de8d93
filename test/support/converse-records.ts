import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { createConverse } from '../../emulator/responders/converse.ts'
import { UNVERIFIED_DEFAULTS } from '../../emulator/unverified.ts'
import { PNG, modelOf } from './responders.ts'

export const NOVA_LITE = 'amazon.nova-lite-v1:0'
export const NOVA_2 = 'amazon.nova-2-lite-v1:0'
export const R1 = 'deepseek.r1-v1:0'
export const QWEN_3 = 'qwen.qwen3-32b-v1:0'
export const GPT_OSS = 'openai.gpt-oss-20b-1:0'

export const converse = createConverse(UNVERIFIED_DEFAULTS)

/** A modelInput that every model takes, with what a test says of it. */
export const converseInput = (members: JsonObject = {}): JsonObject => ({
  messages: [user({ text: 'Hello' })],
  ...members,
})

/** What a model has against a modelInput; Nova Lite unless said. */
export const checkConverse = (members: JsonObject, id = NOVA_LITE): RecordError | undefined =>
  converse.check(converseInput(members), modelOf(id))

/** A row of a table: what is refused, and in which words. */
export type ConverseRefusal = [name: string, members: JsonObject, text: string, model?: string]

/** The service's frame for what its schema refuses. */
export const malformed = (text: string): string =>
  `Malformed input request: ${text}, please reformat your input and try again.`
/** Converse's frame for what the model itself refuses. */
export const byModel = (text: string): string => `The model returned the following errors: ${text}`

export const user = (...content: JsonObject[]): JsonObject => ({ role: 'user', content })
export const assistant = (...content: JsonObject[]): JsonObject => ({ role: 'assistant', content })
/** One message of the user, of these blocks. */
export const says = (...content: JsonObject[]): JsonObject => ({ messages: [user(...content)] })

export const text = (words = 'a'): JsonObject => ({ text: words })
export const image = (format = 'png', source: JsonObject = { bytes: PNG }): JsonObject => ({
  image: { format, source },
})
export const inS3 = (uri: string): JsonObject => ({ s3Location: { uri } })
/** A document that says `hello`. */
export const report = (name: string): JsonObject => ({
  document: { name, format: 'txt', source: { bytes: 'aGVsbG8=' } },
})
export const thought = (words: string): JsonObject => ({
  reasoningContent: { reasoningText: { text: words, signature: 's' } },
})
export const bySchema = (schema: string): JsonObject => ({
  outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { schema, name: 'answer' } } } },
})
export const cached: JsonObject = { cachePoint: { type: 'default' } }
/** Fields of the model itself. */
export const extra = (additionalModelRequestFields: JsonObject): JsonObject => ({ additionalModelRequestFields })
