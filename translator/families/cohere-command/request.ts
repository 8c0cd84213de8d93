import type { ChatRequest } from '../../chat/chat-request.ts'
import { toPlainPrompt } from '../../chat/dialogue.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { invalidValue } from '../../errors.ts'
import type { Json, JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { LIMIT, MOST_STOPS } from './fates.ts'

/** A chat completion as Command and Command Light take it: model-formats §10.1. */
export function toModelInput({ conversation, copied, rest }: ChatRequest, { report }: RequestContext): JsonObject {
  const k = toK(rest)
  const stop = toStopSequences(rest.stop, { most: MOST_STOPS }, report)
  return {
    prompt: toPlainPrompt(conversation, report),
    ...copied,
    ...(k !== undefined && { k }),
    max_tokens: toTokenLimit(rest, LIMIT, report)!,
    ...(stop && { stop_sequences: stop }),
  }
}

/** Command's own name for it, or the one that clients know from other models. */
function toK({ k, top_k: topK }: JsonObject): Json | undefined {
  if (k !== undefined && topK !== undefined) throw invalidValue('k', 'top_k beside it says the same.')
  return k ?? topK
}
