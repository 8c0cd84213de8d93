import { parseS3Uri } from '../../../translator/formats/s3-uri.ts'
import { base64Size } from '../base64.ts'
import { conversationRules } from '../conversation.ts'
import { firstDuplicate } from '../first-duplicate.ts'
import type { NovaCapabilities } from './models.ts'
import { reasoningConfigOf, type NovaBlock, type NovaInput, type NovaMessage } from './input.ts'
import type { Rule } from '../rules.ts'

/*
 * What Nova refuses beyond the shape of an input. The texts are those of the on-line Converse API, which hands the same
 * request to the same models; that InvokeModel uses them too is UNVERIFIED.
 */

type NovaRule = Rule<NovaInput, NovaCapabilities>

const KINDS = ['text', 'image', 'video', 'toolUse', 'toolResult', 'reasoningContent'] as const

const kindsOf = (block: NovaBlock): number => KINDS.filter((kind) => block[kind] !== undefined).length

/**
 * The block that is not of exactly one kind (the text is UNVERIFIED) or carries a cache point beside another than text, as a
 * violation of a schema. AWS: InvokeModel takes cache points on texts only (LiteLLM's tests of Nova name the refusal).
 */
export function kindViolation({ messages }: NovaInput): string | undefined {
  for (const [message, { content }] of messages.entries())
    for (const [index, block] of content.entries()) {
      const path = `#/messages/${message}/content/${index}`
      const kinds = kindsOf(block)
      if (kinds !== 1) return `${path}: #: ${kinds} subschemas matched instead of one`
      if (block.cachePoint && block.text === undefined) return `${path}: extraneous key [cachePoint] is not permitted`
    }
  return undefined
}

/** The texts are UNVERIFIED. */
function mediaFlaw(block: NovaBlock, path: string): string | undefined {
  for (const medium of ['image', 'video'] as const) {
    const source = block[medium]?.source
    if (source?.bytes !== undefined && base64Size(source.bytes) === undefined)
      return `The bytes field at ${path}.${medium}.source isn't valid base64.`
    if (source?.s3Location && !parseS3Uri(source.s3Location.uri)?.key)
      return `The uri field at ${path}.${medium}.source.s3Location isn't the URI of an object in Amazon S3.`
  }
  return undefined
}

const media: NovaRule = ({ messages }) => {
  for (const [message, { content }] of messages.entries())
    for (const [index, block] of content.entries()) {
      const path = `messages.${message}.content.${index}`
      const inner = block.toolResult?.content ?? []
      const flaws = inner.map((result, at) => mediaFlaw(result, `${path}.toolResult.content.${at}`))
      const flaw = mediaFlaw(block, path) ?? flaws.find((text) => text !== undefined)
      if (flaw !== undefined) return flaw
    }
  return undefined
}

/** The texts are UNVERIFIED. */
const blocksOfRoles: NovaRule = ({ messages }) => {
  for (const { role, content } of messages) {
    if (role === 'user' && content.some(({ toolUse }) => toolUse))
      return 'User messages cannot contain tool uses. Please remove the tool uses and try again.'
    if (role === 'assistant' && content.some(({ toolResult }) => toolResult))
      return 'Assistant messages cannot contain tool results. Please remove the tool results and try again.'
  }
  return undefined
}

const usesOf = (message: NovaMessage | undefined): string[] =>
  (message?.content ?? []).flatMap(({ toolUse }) => toolUse?.toolUseId ?? [])
const resultsOf = (message: NovaMessage | undefined): string[] =>
  (message?.content ?? []).flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])

const toolPairs: NovaRule = ({ messages }) => {
  for (const [index, message] of messages.entries()) {
    const uses = usesOf(message)
    const twice = firstDuplicate(uses)
    if (twice !== undefined) return `The toolUse blocks at messages.${index}.content contain duplicate Ids: ${twice}`
    const results = resultsOf(messages[index + 1])
    const answered = new Set(results)
    const missing = uses.filter((id) => !answered.has(id))
    if (missing.length > 0)
      return `Expected toolResult blocks at messages.${index + 1}.content for the following Ids: ${missing.join(', ')}`
    if (results.length > uses.length)
      return `The number of toolResult blocks at messages.${index + 1}.content exceeds the number of toolUse blocks of previous turn.`
  }
  return undefined
}

/** The second text is UNVERIFIED. */
const toolNames: NovaRule = ({ toolConfig }) => {
  const names = (toolConfig?.tools ?? []).map(({ toolSpec, systemTool }) => (toolSpec ?? systemTool)!.name)
  const twice = firstDuplicate(names)
  if (twice !== undefined) return `The tool ${twice} is already defined at toolConfig.tools.${names.indexOf(twice)}.`
  const chosen = toolConfig?.toolChoice?.tool?.name
  return chosen !== undefined && !names.includes(chosen)
    ? `The tool ${chosen} at toolConfig.toolChoice.tool.name isn't defined in toolConfig.tools.`
    : undefined
}

/** AWS: with high effort these may not be set (Nova 2's page on extended thinking); the text is UNVERIFIED. */
const highEffort: NovaRule = (input) => {
  const config = reasoningConfigOf(input)
  if (config?.type !== 'enabled' || config.maxReasoningEffort !== 'high') return undefined
  const names = ['maxTokens', 'max_new_tokens', 'temperature', 'topP', 'top_p'] as const
  const set = names.find((name) => input.inferenceConfig?.[name] !== undefined)
  return set && `The ${set} field can't be set when maxReasoningEffort is high. Remove ${set} and try again.`
}

export const NOVA_RULES: NovaRule[] = [...conversationRules, media, blocksOfRoles, toolPairs, toolNames, highEffort]
