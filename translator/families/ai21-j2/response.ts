import type { ChatAnswer, ChatChoice, FinishReason, TokenUsage } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = { endoftext: 'stop', stop: 'stop', length: 'length' }

/** What Jurassic-2 has completed: model-formats §10.3. */
export function toAnswer({ prompt, completions }: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(completions) || completions.length === 0) throw unreadableOutput('it has no completions.')
  const data = completions.map((completion) => (isJsonObject(completion) ? completion.data : undefined))
  return {
    // AWS: every answer that was published has the id 1234, which names none of them.
    id: undefined,
    choices: completions.map((completion) => toChoice(completion, report)),
    usage: toUsage(prompt, data, report),
  }
}

function toChoice(completion: Json, report: LossReport): ChatChoice {
  const { data, finishReason }: JsonObject = isJsonObject(completion) ? completion : {}
  if (!isJsonObject(data) || typeof data.text !== 'string') throw unreadableOutput('a completion has no text.')
  const reason = isJsonObject(finishReason) ? finishReason.reason : undefined
  return { content: data.text, calls: [], finishReason: toFinishReason(reason, FINISH_REASONS, report) }
}

/** J2 lists its tokens and does not count them. */
function toUsage(prompt: Json | undefined, data: (Json | undefined)[], report: LossReport): TokenUsage | undefined {
  const asked = countTokens(prompt)
  const written = data.map(countTokens)
  if (asked !== undefined && written.every((count) => count !== undefined))
    return { prompt: asked, completion: written.reduce((sum, count) => sum + count, 0) }
  report.drop('usage', 'The model has not listed its tokens.')
  return undefined
}

const countTokens = (text: Json | undefined): number | undefined =>
  isJsonObject(text) && Array.isArray(text.tokens) ? text.tokens.length : undefined
