import { hasBeta, placedBlocks, type ClaudeRule } from './input.ts'
import { unexpectedTag } from './pydantic.ts'
import { CONTENT_TAGS, RESULT_TAGS } from './shape.ts'
import { TOOL_SEARCH_BETA } from './tool-types.ts'

/**
 * Flags of `anthropic_beta` that Bedrock does not know. Sources: measured on InvokeModel with Sonnet 4.6
 * (xiehust/anthropic_api_converter); the last in BerriAI/litellm PR 19875. Any other flag passes: which further ones a model
 * rejects changes by the month.
 */
const REJECTED = [
  'advanced-tool-use-2025-11-20',
  'code-execution-2025-05-22',
  'code-execution-2025-08-25',
  'fast-mode-2026-02-01',
  'files-api-2025-04-14',
  'max-tokens-3-5-sonnet-2024-07-15',
  'message-batches-2024-09-24',
  'prompt-caching-scope-2026-01-05',
  'redact-thinking-2026-02-12',
  'skills-2025-10-02',
  'web-fetch-2025-09-10',
  'mcp-servers-2025-12-04',
]

const rejected: ClaudeRule = (input) => (hasBeta(input, REJECTED) ? 'invalid beta flag' : undefined)

const COMPACTION_BETA = 'compact-2026-01-12'

/** Text: Wei-Shaw/sub2api#2726 (Bedrock). */
const contextManagement: ClaudeRule = (input) =>
  (input.context_management ?? null) !== null && !hasBeta(input, ['context-management-2025-06-27', COMPACTION_BETA])
    ? 'context_management: Extra inputs are not permitted'
    : undefined

const BLOCK_BETAS = new Map([
  ['compaction', COMPACTION_BETA],
  ['server_tool_use', TOOL_SEARCH_BETA],
  ['tool_reference', TOOL_SEARCH_BETA],
  ['tool_search_tool_result', TOOL_SEARCH_BETA],
])

/** Text: seen by several projects on Bedrock, of `tool_reference`. */
const blocks: ClaudeRule = (input) => {
  for (const { block, path } of placedBlocks(input.messages)) {
    const beta = BLOCK_BETAS.get(block.type)
    if (beta !== undefined && !hasBeta(input, [beta]))
      return `${path}: ${unexpectedTag(block.type, block.type === 'tool_reference' ? RESULT_TAGS : CONTENT_TAGS)}`
  }
  return undefined
}

/** About `anthropic_beta`, and what a body may hold only with it. */
export const betaRules: ClaudeRule[] = [rejected, contextManagement, blocks]
