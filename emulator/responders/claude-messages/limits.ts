import { toNumber } from '../../../translator/formats/json-text.ts'
import { placedBlocks, hasBeta, type ClaudeBlock, type ClaudeRule } from './input.ts'

const CACHE_BLOCKS = 4

/** Text as Bedrock answers InvokeModel (charmbracelet/crush#946); the beta is documented for Claude 3.7. */
const maxTokens: ClaudeRule = (input, { maxTokens: ofModel }) => {
  const limit = hasBeta(input, ['output-128k-2025-02-19']) ? Math.max(ofModel, 128_000) : ofModel
  return toNumber(input.max_tokens)! > limit
    ? `The maximum tokens you requested exceeds the model limit of ${limit}`
    : undefined
}

/** Text: seen by several projects in 2026. */
const stopSequences: ClaudeRule = ({ stop_sequences = [] }) =>
  stop_sequences.some((stop) => stop.trim() === '')
    ? 'stop_sequences: each stop sequence must contain non-whitespace'
    : undefined

const isCached = ({ cache_control }: { cache_control?: unknown }): boolean => (cache_control ?? null) !== null
const systemBlocks = (system: string | ClaudeBlock[] | undefined): ClaudeBlock[] =>
  typeof system === 'object' ? system : []

/** Text and what is counted (tools, system, messages): measured on 2026-09-29 on Anthropic's own API. */
const cacheBlocks: ClaudeRule = ({ tools = [], system, messages }) => {
  const count =
    tools.filter(isCached).length +
    systemBlocks(system).filter(isCached).length +
    placedBlocks(messages).filter(({ block }) => isCached(block)).length
  return count > CACHE_BLOCKS
    ? `A maximum of ${CACHE_BLOCKS} blocks with cache_control may be provided. Found ${count}.`
    : undefined
}

/** Text: askalf/dario#1066. */
const cachedEmptyText: ClaudeRule = ({ messages }) => {
  for (const { block, path } of placedBlocks(messages))
    if (isCached(block) && block.text === '') return `${path}.text: cache_control cannot be set for empty text blocks`
  return undefined
}

export const limitRules: ClaudeRule[] = [maxTokens, stopSequences, cachedEmptyText, cacheBlocks]
