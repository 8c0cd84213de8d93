import { blocksOf, prefillOf, type ClaudeBlock, type ClaudeRule } from './input.ts'

const EMPTY = 'all messages must have non-empty content except for the optional final assistant message'

const hasMessages: ClaudeRule = ({ messages }) =>
  messages.length === 0 ? 'messages: at least one message is required' : undefined

/** Texts seen on 2026-09-30 (role on older models, and at the start on every model); where it may stand: docs, text UNVERIFIED. */
const systemTurns: ClaudeRule = ({ messages }, { systemTurns: areKnown }) => {
  const index = messages.findIndex(({ role }) => role === 'system')
  if (index === -1) return undefined
  if (index === 0) return "messages.0: use the top-level 'system' parameter for the initial system prompt"
  if (!areKnown) return "role 'system' is not supported on this model"
  const misplaced = messages.findIndex(
    ({ role }, at) =>
      role === 'system' &&
      (messages[at - 1]?.role !== 'user' || (messages[at + 1]?.role ?? 'assistant') !== 'assistant'),
  )
  if (misplaced !== -1)
    return `messages.${misplaced}: a system message must follow a user message, and an assistant message must follow it`
  const withMedia = messages.findIndex(
    ({ role, content }) => role === 'system' && blocksOf(content).some(({ type }) => type !== 'text'),
  )
  return withMedia === -1 ? undefined : `messages.${withMedia}: system messages can only contain text blocks`
}

const firstUser: ClaudeRule = ({ messages }) =>
  messages[0]?.role === 'user' ? undefined : 'messages: first message must use the "user" role'

const contents: ClaudeRule = ({ messages }) => {
  const empty = messages.findIndex(
    ({ role, content }, index) => content.length === 0 && !(role === 'assistant' && index === messages.length - 1),
  )
  return empty === -1 ? undefined : `messages.${empty}: ${EMPTY}`
}

/** Both sentences: NousResearch/hermes-agent#9486 and PR 61318 (on Bedrock). */
function blankText(texts: string[]): string | undefined {
  if (texts.includes('')) return 'text content blocks must be non-empty'
  return texts.every((text) => /\S/.test(text)) ? undefined : 'text content blocks must contain non-whitespace text'
}

const textsOf = (blocks: ClaudeBlock[]): string[] =>
  blocks.flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : []))

const systemTexts: ClaudeRule = ({ system }) => {
  // UNVERIFIED: a system prompt that is an empty string is taken as none.
  const blank = typeof system === 'object' ? blankText(textsOf(system)) : undefined
  return blank && `system: ${blank}`
}

const messageTexts: ClaudeRule = ({ messages }) => {
  const texts = messages.flatMap(({ content }) => {
    if (typeof content === 'object') return textsOf(content)
    return content === '' ? [] : content
  })
  const blank = blankText(texts)
  return blank && `messages: ${blank}`
}

/** Text: anomalyco/opencode#1295. */
const trailingWhitespace: ClaudeRule = (input) => {
  const last = blocksOf(prefillOf(input)?.content).at(-1)
  return last?.type === 'text' && /\s$/.test(last.text ?? '')
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : undefined
}

/** Text: Skyvern-AI/skyvern PR 4795; that a format excludes it is documented, in which words is UNVERIFIED. */
const prefill: ClaudeRule = (input, { prefill: isKnown }) => {
  if (!prefillOf(input)) return undefined
  if (!isKnown)
    return 'This model does not support assistant message prefill. The conversation must end with a user message.'
  return input.output_config?.format
    ? 'output_config.format: prefilling the assistant message is not supported with structured outputs'
    : undefined
}

const BLOCK_ROLES: Record<string, string> = {
  compaction: 'assistant',
  document: 'user',
  image: 'user',
  redacted_thinking: 'assistant',
  search_result: 'user',
  server_tool_use: 'assistant',
  thinking: 'assistant',
  tool_result: 'user',
  tool_search_tool_result: 'assistant',
  tool_use: 'assistant',
}

/** The text is UNVERIFIED. */
const blockRoles: ClaudeRule = ({ messages }) => {
  for (const [index, { role, content }] of messages.entries()) {
    if (typeof content === 'string') continue
    const misplaced = content.find(({ type }) => (BLOCK_ROLES[type] ?? role) !== role)
    if (misplaced)
      return `messages.${index}: \`${misplaced.type}\` blocks can only be in \`${BLOCK_ROLES[misplaced.type]}\` messages`
  }
  return undefined
}

/** About who speaks when, and that something is said. Two turns of one role in a row are one turn to Claude. */
export const turnRules: ClaudeRule[] = [
  hasMessages,
  systemTurns,
  firstUser,
  contents,
  systemTexts,
  messageTexts,
  blockRoles,
  trailingWhitespace,
  prefill,
]
