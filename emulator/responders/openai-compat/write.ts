import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../../answers/answers.ts'
import { derivedId, derivedUuid } from '../derived-id.ts'
import type { WriteContext } from '../responder.ts'
import { FINISH_REASONS } from '../stop-reasons.ts'

// AWS: what gpt-oss thought stands before its answer, in the same text ("OpenAI models"; Mirascope's recorded answers).
function contentOf({ text, reasoning, calls }: ChatChoice): string | null {
  const thought = reasoning === undefined ? '' : `<reasoning>${reasoning}</reasoning>`
  return thought + text === '' && calls.length > 0 ? null : thought + text
}

const toChoice = (choice: ChatChoice, index: number, fingerprint: string): JsonObject => ({
  index,
  message: {
    role: 'assistant',
    content: contentOf(choice),
    refusal: null,
    ...(choice.calls.length > 0 && {
      tool_calls: choice.calls.map((call, at) => ({
        id: `call_${derivedId(fingerprint, `choice ${index} call ${at}`, 24)}`,
        type: 'function',
        function: { name: call.name, arguments: JSON.stringify(call.arguments) },
      })),
    }),
  },
  logprobs: null,
  finish_reason: FINISH_REASONS[choice.stopReason],
})

/**
 * OpenAI's chat completion object. AWS: Bedrock's usage says nothing of thoughts (Mirascope's recorded answers of gpt-oss);
 * the form of its ids is UNVERIFIED.
 */
export function writeOpenaiChat(
  { choices, inputTokens, outputTokens }: ChatAnswer,
  _ask: ChatAsk,
  { model, fingerprint, startedAt }: WriteContext,
): JsonObject {
  return {
    id: `chatcmpl-${derivedUuid(fingerprint, 'completion')}`,
    object: 'chat.completion',
    created: Math.floor(startedAt / 1000),
    model: model.baseModelId,
    choices: choices.map((choice, index) => toChoice(choice, index, fingerprint)),
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  }
}
