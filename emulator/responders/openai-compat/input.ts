import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

type Maybe<T> = T | null

/** A modelInput with OpenAI's body whose shape was checked. Numbers may still be as they stood in their text. */
export interface OpenaiInput {
  messages: OpenaiMessage[]
  model?: Maybe<string>
  stream?: Maybe<boolean>
  max_completion_tokens?: Json
  max_tokens?: Json
  n?: Json
  include_reasoning?: Maybe<boolean>
  temperature?: Json
  top_p?: Json
  frequency_penalty?: Json
  presence_penalty?: Json
  stop?: Maybe<string | string[]>
  tools?: Maybe<OpenaiTool[]>
  tool_choice?: Maybe<'none' | 'auto' | 'required' | { function: { name: string } }>
  response_format?: Maybe<{ type: 'text' | 'json_object' } | { type: 'json_schema'; json_schema: { schema?: Json } }>
  modalities?: Maybe<string[]>
}

/**
 * What else a message or a part holds than its role or type knows is passed over, and may be anything: read them by
 * partsOf, callsOf and by their type.
 */
export interface OpenaiMessage {
  role: 'developer' | 'system' | 'user' | 'assistant' | 'tool' | 'function'
  content?: Maybe<string | OpenaiPart[]>
  refusal?: Maybe<string>
  tool_calls?: Maybe<{ function: OpenaiCall }[]>
  function_call?: Maybe<OpenaiCall>
}

interface OpenaiCall {
  name: string
  arguments: string
}

export type OpenaiPart =
  | { type: 'text'; text: string }
  | { type: 'refusal'; refusal: string }
  | { type: 'image_url'; image_url: { url: string } }
  | { type: 'input_audio'; input_audio: { data: string } }

export interface OpenaiTool {
  function: { name: string; parameters?: Json }
}

/** The input as what its shape was shown to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toOpenaiInput = (modelInput: JsonObject): OpenaiInput => modelInput as unknown as OpenaiInput

export const partsOf = ({ content }: OpenaiMessage): OpenaiPart[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content ?? []
}

export function callsOf({ role, tool_calls, function_call }: OpenaiMessage): OpenaiCall[] {
  if (role !== 'assistant') return []
  return [...(tool_calls ?? []).map((call) => call.function), ...(function_call ? [function_call] : [])]
}

export const stopsOf = ({ stop }: OpenaiInput): string[] => [stop ?? []].flat()

/** The schema that the answer must satisfy, whatever it is. */
export const schemaOf = ({ response_format }: OpenaiInput): Json | undefined =>
  response_format?.type === 'json_schema' ? response_format.json_schema.schema : undefined
