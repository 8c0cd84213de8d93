import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice, ToolCall } from '../../answers/answers.ts'
import { derivedId, derivedUuid } from '../derived-id.ts'
import { modelNameOf } from '../model-name.ts'
import type { WriteContext } from '../responder.ts'
import { FINISH_REASONS } from '../stop-reasons.ts'

const toCall = ({ name, arguments: input }: ToolCall, at: number, fingerprint: string): JsonObject => ({
  id: derivedId(fingerprint, `call ${at}`, 9),
  type: 'function',
  function: { name, arguments: JSON.stringify(input) },
})

function toChoice({ text, calls, stopReason }: ChatChoice, fingerprint: string): JsonObject {
  const reason = FINISH_REASONS[stopReason]
  const tool_calls = calls.length === 0 ? null : calls.map((call, at) => toCall(call, at, fingerprint))
  return {
    index: 0,
    logprobs: null,
    context_logits: null,
    generation_logits: null,
    message: { role: 'assistant', content: text, tool_calls, index: null, tool_call_id: null },
    // AWS: its page and a recorded stream say stop_reason, a recorded whole answer finish_reason. So it says both.
    stop_reason: reason,
    finish_reason: reason,
  }
}

/**
 * Shape: a recorded answer of Large 24.07 with a call (co-cddo/gds-idea-llmbo) and a chunk of its stream, where `tool_calls`
 * is null beside a text. That Pixtral Large has the same is UNVERIFIED.
 */
export function writeMistralChat(
  { choices, inputTokens, outputTokens }: ChatAnswer,
  _ask: ChatAsk,
  { model, fingerprint, startedAt }: WriteContext,
): JsonObject {
  return {
    id: derivedUuid(fingerprint, 'completion'),
    object: 'chat.completion',
    created: Math.floor(startedAt / 1000),
    model: modelNameOf(model),
    choices: [toChoice(choices[0]!, fingerprint)],
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  }
}
