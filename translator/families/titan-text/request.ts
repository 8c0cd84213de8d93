import type { ChatRequest } from '../../chat/chat-request.ts'
import { DIALOGUE, toDialogue } from '../../chat/dialogue.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTextConversation } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { isJsonObject, type JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { limitOf, TITAN_STOP } from './capabilities.ts'

/** A chat completion as Titan Text takes it: model-formats §6. */
export function toModelInput(
  { conversation, copied, rest }: ChatRequest,
  { modelId, report }: RequestContext,
): JsonObject {
  const { textGenerationConfig } = copied
  const stopSequences = toStopSequences(rest.stop, TITAN_STOP, report)
  return {
    inputText: toDialogue(toTextConversation(conversation, DIALOGUE, report)),
    textGenerationConfig: {
      ...(isJsonObject(textGenerationConfig) && textGenerationConfig),
      maxTokenCount: toTokenLimit(rest, limitOf(modelId), report)!,
      ...(stopSequences && { stopSequences }),
    },
  }
}
