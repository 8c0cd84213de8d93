import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ToolCall } from '../../answers/answers.ts'
import { COHERE_FINISH_REASONS } from '../cohere-finish-reasons.ts'
import { derivedUuid } from '../derived-id.ts'
import type { WriteContext } from '../responder.ts'
import type { CommandRAsk } from './read.ts'

const toCall = ({ name, arguments: parameters }: ToolCall): JsonObject => ({ name, parameters })

/**
 * Shape: an answer of Command R+ on Bedrock, as techthoughts2/pwshBedrock keeps it in its tests; `tool_calls` as in Cohere's
 * documents. AWS: tokens are told in headers, and by `meta` in streams alone.
 */
export function writeCommandR(
  { choices }: ChatAnswer,
  { history }: CommandRAsk,
  { fingerprint }: WriteContext,
): JsonObject {
  const { text, calls, stopReason } = choices[0]!
  const toolCalls = calls.length > 0 && { tool_calls: calls.map(toCall) }
  return {
    response_id: derivedUuid(fingerprint, 'response'),
    text,
    generation_id: derivedUuid(fingerprint, 'generation'),
    chat_history: [
      // Entries are JSON as it came.
      ...history.map((entry) => ({ ...entry }) as unknown as JsonObject),
      { role: 'CHATBOT', message: text, ...toolCalls },
    ],
    finish_reason: COHERE_FINISH_REASONS[stopReason],
    ...toolCalls,
  }
}
