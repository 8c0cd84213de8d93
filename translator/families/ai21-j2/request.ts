import type { ChatRequest } from '../../chat/chat-request.ts'
import { toPlainPrompt } from '../../chat/dialogue.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { invalidValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { LIMIT } from './fates.ts'

/** A chat completion as Jurassic-2 takes it: model-formats §10.3. */
export function toModelInput({ conversation, copied, rest }: ChatRequest, { report }: RequestContext): JsonObject {
  const stopSequences = toStopSequences(rest.stop, { most: 1 }, report)
  return {
    prompt: toPlainPrompt(conversation, report),
    ...copied,
    ...toPenalties(rest, copied),
    maxTokens: toTokenLimit(rest, LIMIT, report)!,
    ...(stopSequences && { stopSequences }),
  }
}

/** J2's own penalties, which say more than OpenAI's: to what kinds of tokens they apply. */
function toPenalties(rest: JsonObject, copied: JsonObject): JsonObject {
  const penalties: JsonObject = {}
  for (const name of ['presencePenalty', 'countPenalty', 'frequencyPenalty']) {
    const penalty = rest[name]
    if (penalty === undefined) continue
    if (copied[name] !== undefined) throw invalidValue(name, 'a penalty of OpenAI’s beside it says the same.')
    penalties[name] = penalty
  }
  return penalties
}
