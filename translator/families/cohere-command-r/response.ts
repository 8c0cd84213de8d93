import type { Call, ChatAnswer, FinishReason, TokenUsage } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { LineError, unreadableOutput } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

/** Cohere's words; how Bedrock capitalises them is UNVERIFIED, so they are compared in capitals. */
const FINISH_REASONS: Record<string, FinishReason> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_LIMIT: 'length',
  ERROR_TOXIC: 'content_filter',
}
const FAILURES = new Set(['ERROR', 'USER_CANCEL'])

/** Parts of an answer that a chat completion has no place for. */
const UNTOLD = ['citations', 'documents', 'search_queries', 'search_results'] as const

/** Command R's answer as a chat answer: model-formats §10.2. Its calls have no ids. */
export function toAnswer(output: JsonObject, { report }: ResponseContext): ChatAnswer {
  const { response_id: responseId, generation_id: generationId, text } = output
  const id = [responseId, generationId].find((given) => typeof given === 'string' && given !== '')
  const calls = toCalls(output.tool_calls)
  if (typeof text !== 'string' && calls.length === 0) throw unreadableOutput('it has no text.')
  for (const part of UNTOLD)
    if (Array.isArray(output[part]) && output[part].length > 0)
      report.drop(part, `A chat completion has no place for the ${part.replace('_', ' ')} of Command R.`)
  return {
    id: id as string | undefined,
    choices: [
      {
        content: typeof text === 'string' && (text !== '' || calls.length === 0) ? text : undefined,
        calls,
        finishReason: readFinishReason(output.finish_reason, calls, report),
      },
    ],
    usage: toUsage(output.meta),
  }
}

function toCalls(calls: Json | undefined): Call[] {
  if (calls === undefined || calls === null) return []
  if (!Array.isArray(calls)) throw unreadableOutput('its tool_calls are no list.')
  return calls.map((call) => {
    if (!isJsonObject(call) || typeof call.name !== 'string') throw unreadableOutput('a tool call has no name.')
    return { id: undefined, name: call.name, arguments: JSON.stringify(call.parameters ?? {}) }
  })
}

function readFinishReason(given: Json | undefined, calls: Call[], report: LossReport): FinishReason {
  const reason = typeof given === 'string' ? given.toUpperCase() : given
  if (typeof reason === 'string' && FAILURES.has(reason))
    throw new LineError(`The model stopped with ${reason}.`, { status: 500, code: 'model_error' })
  const told = toFinishReason(reason, FINISH_REASONS, report)
  return told === 'stop' && calls.length > 0 ? 'tool_calls' : told
}

/** Cohere's own place for tokens. AWS: Bedrock tells them in headers, so a batch's record may have none. */
function toUsage(meta: Json | undefined): TokenUsage | undefined {
  if (!isJsonObject(meta)) return undefined
  const counts = [meta.tokens, meta.billed_units].find((units) => isJsonObject(units))
  if (!isJsonObject(counts)) return undefined
  const prompt = toNumber(counts.input_tokens)
  const completion = toNumber(counts.output_tokens)
  return prompt === undefined || completion === undefined ? undefined : { prompt, completion }
}
