import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../../answers/answers.ts'
import { answeringTime } from '../answering-time.ts'
import { derivedUuid } from '../derived-id.ts'
import type { WriteContext } from '../responder.ts'
import { FINISH_REASONS } from '../stop-reasons.ts'

const hexId = (fingerprint: string, purpose: string): string => derivedUuid(fingerprint, purpose).replaceAll('-', '')

/** Calls, and their ids, as AI21's own API has them. */
const toChoice = ({ text, calls, stopReason }: ChatChoice, index: number, fingerprint: string): JsonObject => ({
  index,
  message: {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...(calls.length > 0 && {
      tool_calls: calls.map((call, at) => ({
        id: `chatcmpl-tool-${hexId(fingerprint, `choice ${index} call ${at}`)}`,
        type: 'function',
        function: { name: call.name, arguments: JSON.stringify(call.arguments) },
      })),
    }),
  },
  finish_reason: FINISH_REASONS[stopReason],
})

/** Shape: an answer of Jamba-Instruct on Bedrock, as techthoughts2/pwshBedrock keeps it in its tests. */
export function writeJamba(
  { choices, inputTokens, outputTokens }: ChatAnswer,
  _ask: ChatAsk,
  { fingerprint }: WriteContext,
): JsonObject {
  return {
    id: `cmpl-${hexId(fingerprint, 'completion')}`,
    choices: choices.map((choice, index) => toChoice(choice, index, fingerprint)),
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
    meta: { requestDurationMillis: answeringTime(outputTokens) },
  }
}
