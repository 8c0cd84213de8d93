import { hash } from 'node:crypto'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatChoice } from '../../answers/answers.ts'
import type { ClaudeAsk } from './read.ts'
import { derivedId } from '../derived-id.ts'
import type { Model, WriteContext } from '../responder.ts'

const STOP_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'end_turn',
  maxTokens: 'max_tokens',
  stopSequence: 'stop_sequence',
  toolUse: 'tool_use',
}

/** In the form of Bedrock's ids: `msg_bdrk_01SK3CsA23VBbZig4HqemAoo`. */
const bedrockId = (kind: 'msg' | 'toolu', fingerprint: string, purpose: string): string =>
  `${kind}_bdrk_01${derivedId(fingerprint, purpose, 22)}`

/** What proves to Claude that a thought is its own: opaque to callers, and any one passes here. */
export const signatureOf = (fingerprint: string): string =>
  hash('sha512', `${fingerprint} signature`, 'base64').replaceAll('=', '')

/** Name of the model in the output: `anthropic.claude-3-haiku-20240307-v1:0` is `claude-3-haiku-20240307`. */
const modelName = ({ baseModelId }: Model): string =>
  baseModelId.replace(/^anthropic\./, '').replace(/-v[0-9]+(?::[0-9a-z:]+)?$/, '')

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

/** Tokens of the thoughts: their share of the output's letters, as answers do not count them apart. */
function thinkingTokens({ reasoning = '', text, calls }: ChatChoice, outputTokens: number): number {
  const rest = text.length + calls.reduce((length, call) => length + JSON.stringify(call.arguments).length, 0)
  return reasoning === '' ? 0 : Math.floor((outputTokens * reasoning.length) / (reasoning.length + rest))
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
    model: modelName(model),
    content: contentOf(choice, ask, fingerprint),
    stop_reason: STOP_REASONS[choice.stopReason],
    stop_sequence: choice.stopSequence ?? null,
    usage: {
      input_tokens: answer.inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: answer.outputTokens,
      ...(choice.reasoning !== undefined && {
        output_tokens_details: { thinking_tokens: thinkingTokens(choice, answer.outputTokens) },
      }),
    },
  }
}
