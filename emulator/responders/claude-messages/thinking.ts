import { toNumber } from '../../../translator/formats/json-text.ts'
import { blocksOf, hasBeta, isThinking, prefillOf, type ClaudeBlock, type ClaudeRule } from './input.ts'
import { unexpectedTag } from './pydantic.ts'

const DOCS = 'https://docs.claude.com/en/docs/build-with-claude/extended-thinking'
const CONSIDERATIONS = `Please consult our documentation at ${DOCS}#important-considerations-when-using-extended-thinking`

/**
 * Texts: langchain-ai/langchainjs PR 8338 (Bedrock, Claude 3.5), earendil-works/pi#3784 (Claude 4.5),
 * OpenHands/software-agent-sdk PR 3427 (Opus 4.8), ex-machina-co/opencode-anthropic-auth#159 (Fable 5).
 */
const form: ClaudeRule = ({ thinking }, { thinking: forms }) => {
  if (thinking === undefined) return undefined
  const { type } = thinking
  if (forms === 'none') return 'thinking: Extra inputs are not permitted'
  if (forms === 'budget' && type !== 'enabled' && type !== 'disabled')
    return `thinking: ${unexpectedTag(type, ['disabled', 'enabled'])}`
  if ((forms === 'adaptive' || forms === 'always') && type === 'enabled')
    return '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
  if (forms === 'always' && type === 'disabled')
    return '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.'
  return undefined
}

/** Text: ProfSynapse/nexus#17. With interleaved thinking the budget spans several turns, so it may be larger (docs). */
const budget: ClaudeRule = (input) => {
  const { thinking, max_tokens } = input
  if (thinking?.type !== 'enabled' || hasBeta(input, ['interleaved-thinking-2025-05-14'])) return undefined
  return toNumber(max_tokens)! > toNumber(thinking.budget_tokens)!
    ? undefined
    : `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. Please consult our documentation at ${DOCS}#max-tokens-and-context-window-size`
}

/** Text of temperature: promptfoo/promptfoo#10307 (Bedrock); that of the other two has the same form (UNVERIFIED). */
const samplingRefused: ClaudeRule = ({ temperature, top_p, top_k }, { sampling }) => {
  if (sampling !== 'none') return undefined
  const refused =
    (temperature !== undefined && toNumber(temperature) !== 1 && 'temperature') ||
    (top_p !== undefined && 'top_p') ||
    (top_k !== undefined && 'top_k')
  return refused ? `\`${refused}\` is deprecated for this model.` : undefined
}

/** Text: aws-samples/bedrock-access-gateway#191. */
const samplingTwice: ClaudeRule = ({ temperature, top_p }, { sampling }) =>
  sampling === 'oneOf' && temperature !== undefined && top_p !== undefined
    ? '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
    : undefined

/** Texts: mnfst/modelparams.dev#214, quarkiverse/quarkus-langchain4j#1812; that of top_p is UNVERIFIED. */
const samplingWithThinking: ClaudeRule = (input, capabilities) => {
  const { temperature, top_p, top_k } = input
  if (!isThinking(input, capabilities)) return undefined
  if (temperature !== undefined && toNumber(temperature) !== 1)
    return `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${CONSIDERATIONS}`
  if (top_k !== undefined) return `\`top_k\` must be unset when thinking is enabled. ${CONSIDERATIONS}`
  return top_p !== undefined && toNumber(top_p)! < 0.95
    ? `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled. ${CONSIDERATIONS}`
    : undefined
}

/** Text: can1357/oh-my-pi#341 (Bedrock). */
const forcedTool: ClaudeRule = ({ thinking, tool_choice }) =>
  (thinking?.type === 'enabled' || thinking?.type === 'adaptive') &&
  (tool_choice?.type === 'any' || tool_choice?.type === 'tool')
    ? 'Thinking may not be enabled when tool_choice forces tool use.'
    : undefined

const isThought = (block: ClaudeBlock | undefined): boolean =>
  block?.type === 'thinking' || block?.type === 'redacted_thinking'

/** Texts: seen in January 2026, tailcallhq/forgecode#2107. Signatures cannot be checked here: any one passes. */
const thoughtPlaces: ClaudeRule = ({ messages }) => {
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== 'assistant' || typeof content === 'string' || !content.some(isThought)) continue
    if (!isThought(content[0]))
      return `messages.${index}.content.0: If an assistant message contains any thinking blocks, the first block must be \`thinking\` or \`redacted_thinking\`. Found \`${content[0]!.type}\`.`
    if (content.at(-1)!.type === 'thinking')
      return `messages.${index}: The final block in an assistant message cannot be \`thinking\`.`
  }
  return undefined
}

/** Text: tailcallhq/forgecode#1853. */
const thoughtsUnasked: ClaudeRule = (input, capabilities) => {
  const at = blocksOf(prefillOf(input)?.content).findIndex(isThought)
  return at === -1 || isThinking(input, capabilities)
    ? undefined
    : `messages.${input.messages.length - 1}.content.${at}: When thinking is disabled, an \`assistant\` message in the final position cannot contain \`thinking\`. To use thinking blocks, enable \`thinking\` in your request.`
}

/** Text: anomalyco/opencode#3077 (Bedrock). Adaptive thinking does not ask for this (docs). */
const thoughtsFirst: ClaudeRule = ({ thinking, messages }) => {
  if (thinking?.type !== 'enabled') return undefined
  const answersTools = blocksOf(messages.at(-1)?.content).some(({ type }) => type === 'tool_result')
  const index = messages.findLastIndex(({ role }) => role === 'assistant')
  if (index !== messages.length - 1 && !(answersTools && index === messages.length - 2)) return undefined
  const first = blocksOf(messages[index]?.content)[0]
  return first === undefined || isThought(first)
    ? undefined
    : `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at ${DOCS}`
}

export const thinkingRules: ClaudeRule[] = [
  form,
  budget,
  samplingRefused,
  samplingTwice,
  samplingWithThinking,
  forcedTool,
  thoughtPlaces,
  thoughtsUnasked,
  thoughtsFirst,
]
