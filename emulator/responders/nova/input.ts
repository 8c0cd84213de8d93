import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** A modelInput of Nova whose shape was checked. Numbers may still be as they stood in their text. */
export interface NovaInput {
  system?: { text: string }[]
  messages: NovaMessage[]
  inferenceConfig?: NovaInferenceConfig
  toolConfig?: { tools: NovaTool[]; toolChoice?: { auto?: object; any?: object; tool?: { name: string } } }
  reasoningConfig?: ReasoningConfig
}

export interface NovaMessage {
  role: 'user' | 'assistant'
  content: NovaBlock[]
}

/** One kind of content; a text may carry a cache point. */
export interface NovaBlock {
  text?: string
  cachePoint?: object
  image?: NovaMediaBlock
  video?: NovaMediaBlock
  toolUse?: { toolUseId: string; name: string; input: JsonObject }
  toolResult?: { toolUseId: string; content: (NovaBlock & { json?: JsonObject })[] }
  reasoningContent?: object
}

interface NovaMediaBlock {
  /** Bytes are base64. */
  source: { bytes?: string; s3Location?: { uri: string } }
}

interface NovaTool {
  toolSpec?: { name: string; inputSchema: { json: JsonObject } }
  systemTool?: { name: string }
}

interface NovaInferenceConfig {
  maxTokens?: Json
  max_new_tokens?: Json
  temperature?: Json
  topP?: Json
  top_p?: Json
  stopSequences?: string[]
  reasoningConfig?: ReasoningConfig
}

interface ReasoningConfig {
  type: 'enabled' | 'disabled'
  maxReasoningEffort?: 'low' | 'medium' | 'high'
}

/** The input as what the schema has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toNovaInput = (modelInput: JsonObject): NovaInput => modelInput as unknown as NovaInput

export const reasoningConfigOf = ({ reasoningConfig, inferenceConfig }: NovaInput): ReasoningConfig | undefined =>
  reasoningConfig ?? inferenceConfig?.reasoningConfig
