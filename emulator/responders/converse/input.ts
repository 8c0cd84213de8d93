import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** A modelInput of a Converse job whose shape was checked. Numbers may still be as they stood in their text. */
export interface ConverseInput {
  messages: ConverseMessage[]
  system?: SystemBlock[]
  inferenceConfig?: { maxTokens?: Json; temperature?: Json; topP?: Json; stopSequences?: string[] }
  additionalModelRequestFields?: JsonObject
  additionalModelResponseFieldPaths?: string[]
  outputConfig?: { textFormat?: { structure: { jsonSchema: { schema: string } } }; effort?: string }
  guardrailConfig?: JsonObject
  performanceConfig?: JsonObject
  serviceTier?: JsonObject
}

interface ConverseMessage {
  role: 'user' | 'assistant' | 'system'
  content: ContentBlock[]
}

interface SystemBlock {
  text?: string
  guardContent?: GuardContent
  cachePoint?: JsonObject
}

/** Exactly one of the members. */
export interface ContentBlock extends SystemBlock {
  image?: MediaBlock
  document?: DocumentBlock
  video?: MediaBlock
  audio?: MediaBlock
  toolUse?: JsonObject
  toolResult?: JsonObject
  reasoningContent?: { reasoningText?: { text: string; signature?: string }; redactedContent?: string }
  citationsContent?: { content?: { text: string }[] }
  searchResult?: { source: string; title: string; content: { text: string }[]; citations?: { enabled: boolean } }
}

interface GuardContent {
  text?: { text: string }
  image?: { format: string; source: { bytes: string } }
}

interface MediaSource {
  /** Base64. */
  bytes?: string
  s3Location?: { uri: string }
}

export interface MediaBlock {
  format: string
  source: MediaSource
}

export interface DocumentBlock {
  name: string
  format?: string
  source: MediaSource & { text?: string; content?: { text: string }[] }
  context?: string
  citations?: { enabled: boolean }
}

/** The input as what the schema has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toConverseInput = (modelInput: JsonObject): ConverseInput => modelInput as unknown as ConverseInput

/** A block and where it stands, as `messages.0.content.1`. */
export interface PlacedContent {
  block: ContentBlock
  path: string
  role: ConverseMessage['role']
}

export const placedContents = ({ messages }: ConverseInput): PlacedContent[] =>
  messages.flatMap(({ role, content }, message) =>
    content.map((block, index) => ({ block, path: `messages.${message}.content.${index}`, role })),
  )
