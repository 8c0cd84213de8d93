import type { ChatRequest } from '../../chat/chat-request.ts'
import { DIALOGUE, toDialogue } from '../../chat/dialogue.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTextConversation } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { isJsonObject, type JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { limitOf } from './capabilities.ts'

// AWS: stop sequences must match this pattern; others fail the record.
const STOP_FORM = { matches: /^(?:\|+|User:)$/, rule: 'Titan stops at User: and at rows of | only.' }

/** A chat completion as Titan Text takes it: model-formats §6. */
export function toModelInput(
  { conversation, copied, rest }: ChatRequest,
  { modelId, report }: RequestContext,
): JsonObject {
  const { textGenerationConfig } = copied
  const stopSequences = toStopSequences(rest.stop, { most: Infinity, form: STOP_FORM }, report)
  return {
    inputText: toDialogue(toTextConversation(conversation, DIALOGUE, report)),
    textGenerationConfig: {
      ...(isJsonObject(textGenerationConfig) && textGenerationConfig),
      maxTokenCount: toTokenLimit(rest, limitOf(modelId), report)!,
      ...(stopSequences && { stopSequences }),
    },
  }
}
