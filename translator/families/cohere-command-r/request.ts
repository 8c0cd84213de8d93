import type { ChatRequest } from '../../chat/chat-request.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { TextWriter } from '../../chat/text-conversation.ts'
import { invalidValue } from '../../errors.ts'
import { toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { boundsInWords, P } from './fates.ts'
import { toMessages } from './messages.ts'
import { fitTools, toTools } from './tools.ts'

/** Cohere's API takes so many; whether Bedrock counts them is UNVERIFIED. */
const MOST_STOP_SEQUENCES = 5

/** A chat completion as Cohere's Chat API (v1) on Bedrock takes it: model-formats §10.2. */
export function toModelInput(request: ChatRequest, { report }: RequestContext): JsonObject {
  const { conversation, copied, rest } = request
  const { system } = conversation
  const messages = toMessages(conversation, report)
  const tools = toTools(fitTools(request.tools, messages.tool_results !== undefined, report), report)
  if (messages.tool_results && tools.length === 0)
    throw invalidValue('tools', 'the last message answers calls of tools, and Command R wants these tools beside it.')
  checkEffort(rest.reasoning_effort, report)
  const p = toP(rest.top_p, report)
  const stop = toStopSequences(rest.stop, { most: MOST_STOP_SEQUENCES }, report)
  return {
    ...messages,
    ...(system.length > 0 && { preamble: new TextWriter({}, report).write(system, system[0]!.path) }),
    ...(tools.length > 0 && { tools }),
    ...copied,
    ...(p !== undefined && { p }),
    ...(stop && { stop_sequences: stop }),
  }
}

/** Clients write OpenAI's usual 1 for "all tokens", and a hundredth of them is no reason to refuse a line. */
function toP(topP: Json | undefined, report: LossReport): Json | undefined {
  const asked = toNumber(topP)
  if (asked === undefined) return undefined
  const p = Math.min(Math.max(asked, P.min), P.max)
  if (p === asked) return topP
  report.change('top_p', `Command R takes ${boundsInWords(P)}; it is sent ${p}.`)
  return p
}

function checkEffort(effort: Json | undefined, report: LossReport): void {
  if (effort !== undefined && effort !== 'none') report.unsupported('reasoning_effort', 'Command R does not reason.')
}
