import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** A modelInput of Mistral's chat whose shape was checked. Numbers may still be as they stood in their text. */
export interface MistralInput {
  messages: MistralMessage[]
  tools?: MistralTool[]
  tool_choice?: 'auto' | 'any' | 'none'
  max_tokens?: Json
}

export interface MistralTool {
  function: { name: string; parameters?: JsonObject }
}

export interface MistralMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content?: string | MistralPart[] | null
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null
  tool_call_id?: string | null
  prefix?: boolean
}

interface MistralPart {
  text?: string
  image_url?: string | { url: string }
}

/** The input as what the schema has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toMistralInput = (modelInput: JsonObject): MistralInput => modelInput as unknown as MistralInput

export const partsOf = ({ content }: MistralMessage): MistralPart[] =>
  typeof content === 'string' ? [{ text: content }] : (content ?? [])

export const urlOf = ({ image_url }: MistralPart): string | undefined =>
  typeof image_url === 'object' ? image_url.url : image_url
