import { hash } from 'node:crypto'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatChoice } from '../../answers/answers.ts'
import { capabilitiesOf } from './models.ts'
import type { ClaudeAsk } from './read.ts'
import { derivedId } from '../derived-id.ts'
import { modelNameOf } from '../model-name.ts'
import type { Model, WriteContext } from '../responder.ts'
import { STOP_REASONS } from '../stop-reasons.ts'

/** In the form of Bedrock's ids: `msg_bdrk_01SK3CsA23VBbZig4HqemAoo`. */
const bedrockId = (kind: 'msg' | 'toolu', fingerprint: string, purpose: string): string =>
  `${kind}_bdrk_01${derivedId(fingerprint, purpose, 22)}`

/** What proves to Claude that a thought is its own: opaque to callers, and any one passes here. */
export const signatureOf = (fingerprint: string): string =>
  hash('sha512', `${fingerprint} signature`, 'base64').replaceAll('=', '')

function contentOf({ text, reasoning, calls }: ChatChoice, ask: ClaudeAsk, fingerprint: string): JsonObject[] {
  const thinking = ask.thoughtsOmitted ? '' : reasoning
  return [
    ...(reasoning === undefined
      ? []
      : [{ type: 'thinking', thinking: thinking!, signature: signatureOf(fingerprint) }]),
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...calls.map(({ name, arguments: input }, index) => ({
      type: 'tool_use',
      id: bedrockId('toolu', fingerprint, `call ${index}`),
      name,
      input,
    })),
  ]
}

const NO_CACHE: JsonObject = {
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
}

function usageOf({ choices, inputTokens, outputTokens }: ChatAnswer, model: Model): JsonObject {
  const { reasoning, reasoningTokens } = choices[0]!
  return {
    input_tokens: inputTokens,
    ...(capabilitiesOf(model).cacheUsage && NO_CACHE),
    output_tokens: outputTokens,
    ...(reasoning !== undefined && { output_tokens_details: { thinking_tokens: reasoningTokens } }),
  }
}

/** Shape as InvokeModel returned it for Claude 3.7 and Haiku 4.5 (samples of async-aws and others), members in that order. */
export function writeClaudeMessage(
  answer: ChatAnswer,
  ask: ClaudeAsk,
  { model, fingerprint }: WriteContext,
): JsonObject {
  const choice = answer.choices[0]!
  return {
    id: bedrockId('msg', fingerprint, 'message'),
    type: 'message',
    role: 'assistant',
    model: modelNameOf(model),
    content: contentOf(choice, ask, fingerprint),
    stop_reason: STOP_REASONS[choice.stopReason],
    stop_sequence: choice.stopSequence ?? null,
    usage: usageOf(answer, model),
    // Nothing is ever left out of what is read here.
    ...(ask.contextManaged && { context_management: { applied_edits: [] } }),
  }
}
