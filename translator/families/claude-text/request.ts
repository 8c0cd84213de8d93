import type { ChatRequest } from '../../chat/chat-request.ts'
import { inlineSystem } from '../../chat/inline-system.ts'
import { fitPrefill } from '../../chat/prefill.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTextConversation } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { LIMIT } from './fates.ts'
import { MARKS, toPrompt } from './template.ts'

/** A chat completion as Claude's text completions take it: model-formats §4. */
export function toModelInput({ conversation, copied, rest }: ChatRequest, { report }: RequestContext): JsonObject {
  const turns = fitPrefill(inlineSystem(conversation.turns), undefined, report)
  const rules = { marks: MARKS, marksAreWords: true }
  const stop = toStopSequences(rest.stop, { most: Infinity }, report)
  return {
    prompt: toPrompt(toTextConversation({ ...conversation, turns }, rules, report)),
    ...copied,
    max_tokens_to_sample: toTokenLimit(rest, LIMIT, report)!,
    ...(stop && { stop_sequences: stop }),
  }
}
