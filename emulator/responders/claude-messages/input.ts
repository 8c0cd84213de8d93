import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import type { ClaudeCapabilities } from './models.ts'
import type { Rule } from '../rules.ts'

/** A modelInput of Claude whose shape was checked. Numbers may still be as they stood in their text. */
export interface ClaudeInput {
  anthropic_version: string
  anthropic_beta?: string[]
  max_tokens: Json
  messages: ClaudeMessage[]
  system?: string | ClaudeBlock[]
  temperature?: Json
  top_p?: Json
  top_k?: Json
  stop_sequences?: string[]
  tools?: ClaudeTool[]
  tool_choice?: { type: 'auto' | 'any' | 'tool' | 'none'; name?: string }
  thinking?: {
    type: 'enabled' | 'adaptive' | 'disabled' | 'between_tools'
    budget_tokens?: Json
    display?: string | null
  }
  output_config?: { effort?: string | null; format?: ClaudeFormat | null }
  context_management?: JsonObject | null
}

interface ClaudeFormat {
  type: 'json_schema'
  schema: JsonObject
}

export interface ClaudeMessage {
  role: 'user' | 'assistant' | 'system'
  content: string | ClaudeBlock[]
}

export interface ClaudeTool {
  type?: string | null
  name: string
  input_schema?: JsonObject
  strict?: boolean
  cache_control?: JsonObject | null
}

/** One block of any type: which members it has follows from its type. */
export interface ClaudeBlock {
  type: string
  text?: string
  id?: string
  name?: string
  input?: JsonObject
  tool_use_id?: string
  /** Of a search among tools it is neither of these, and never read. */
  content?: string | ClaudeBlock[] | null
  source?: string | ClaudeSource
  title?: string | null
  cache_control?: JsonObject | null
}

interface ClaudeSource {
  type: string
  media_type?: string
  data?: string
  content?: string | ClaudeBlock[]
}

/** A block, where it stands (`messages.0.content.1`) and whose message it is in. */
export interface PlacedBlock {
  block: ClaudeBlock
  path: string
  messageIndex: number
}

/** The input as what the shape has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toClaudeInput = (modelInput: JsonObject): ClaudeInput => modelInput as unknown as ClaudeInput

/** The blocks of a content; a string is one text block. */
export const blocksOf = (content: string | ClaudeBlock[] | null | undefined): ClaudeBlock[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])

/**
 * The blocks of all messages in order, each followed by those inside it (of a tool's result, of a document). A content that
 * is a string has none: there is nothing about it but its text.
 */
export function placedBlocks(messages: ClaudeMessage[]): PlacedBlock[] {
  const all: PlacedBlock[] = []
  for (const [messageIndex, { content }] of messages.entries())
    if (typeof content !== 'string') addPlaced(all, content, `messages.${messageIndex}.content`, messageIndex)
  return all
}

// Several rules ask for them, of every record: generators within each other take ten times as long.
function addPlaced(all: PlacedBlock[], blocks: ClaudeBlock[], path: string, messageIndex: number): void {
  for (const [index, block] of blocks.entries()) {
    const blockPath = `${path}.${index}`
    all.push({ block, path: blockPath, messageIndex })
    const { type, content, source } = block
    if (Array.isArray(content)) addPlaced(all, content, `${blockPath}.${type}.content`, messageIndex)
    if (typeof source === 'object' && typeof source.content === 'object')
      addPlaced(all, source.content, `${blockPath}.${type}.source.content.content`, messageIndex)
  }
}

/** One thing that Claude asks of an input whose shape is right. */
export type ClaudeRule = Rule<ClaudeInput, ClaudeCapabilities>

/** Whether the caller names one of these beta features. */
export const hasBeta = ({ anthropic_beta }: ClaudeInput, betas: string[]): boolean =>
  anthropic_beta?.some((beta) => betas.includes(beta)) ?? false

/** The model answers only after it has thought: it was asked to, or it does so always. */
export const isThinking = ({ thinking }: ClaudeInput, { thinking: forms }: ClaudeCapabilities): boolean =>
  forms === 'always' || thinking?.type === 'enabled' || thinking?.type === 'adaptive'

/** The last message, when the assistant begins its answer there. */
export const prefillOf = ({ messages }: ClaudeInput): ClaudeMessage | undefined =>
  messages.at(-1)?.role === 'assistant' ? messages.at(-1) : undefined
