import type { ChatRequest } from '../../chat/chat-request.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTextConversation, type TextTurn } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { LIMIT, MOST_STOPS } from './fates.ts'
import { MARKS, toPrompt } from './template.ts'
import { splitThoughts } from './thoughts.ts'

/** A chat completion as DeepSeek R1 takes it: model-formats §10.4. */
export function toModelInput({ conversation, copied, rest }: ChatRequest, { report }: RequestContext): JsonObject {
  const texts = toTextConversation(conversation, { marks: MARKS }, report)
  const stop = toStopSequences(rest.stop, { most: MOST_STOPS }, report)
  return {
    prompt: toPrompt({ ...texts, turns: withoutThoughts(texts.turns, report) }),
    ...copied,
    max_tokens: toTokenLimit(rest, LIMIT, report)!,
    ...(stop && { stop }),
  }
}

/** DeepSeek's own template tells earlier answers without what was thought before them. A begun answer stays as it is. */
function withoutThoughts(turns: TextTurn[], report: LossReport): TextTurn[] {
  return turns.map((turn, index) => {
    if (turn.role !== 'assistant' || index === turns.length - 1) return turn
    const { answer } = splitThoughts(turn.text)
    if (answer === turn.text) return turn
    report.change(`${turn.path}.content`, 'What R1 thought before an earlier answer is not told to it again.')
    return { ...turn, text: answer }
  })
}
