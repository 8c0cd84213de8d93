import type { JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'
import { applyFates } from './apply-fates.ts'
import type { Conversation } from './conversation.ts'
import type { Fate } from './parameters.ts'
import { readConversation } from './read-conversation.ts'
import { reportUnread, reportUnreadOfTools, reportUselessChoice } from './report-unread.ts'
import { readResponseFormat, type ResponseFormat } from './response-format.ts'
import { readTools, type Tools } from './tools.ts'

/** A chat completion as it was asked for, read once for all families. */
export interface ChatRequest {
  conversation: Conversation
  /** `messages` as the client wrote them, for families that speak OpenAI's form; already checked. */
  messages: JsonObject[]
  tools: Tools
  responseFormat: ResponseFormat | undefined
  /** What the table of fates has put in its place already; becomes part of modelInput. */
  copied: JsonObject
  /** Parameters that the table leaves to the family's code, without nulls. */
  rest: JsonObject
}

const READ_BY_OTHERS = new Set(['messages', 'model'])

/** What a family does with a request: see ChatMapping. */
interface Reading {
  fates: Readonly<Record<string, Fate>>
  keepsMessages: boolean
}

/** Reads the body of a chat completion for a family. Throws a LineError. */
export function readChatRequest(body: JsonObject, { fates, keepsMessages }: Reading, report: LossReport): ChatRequest {
  const { rest, copied } = applyFates(withListOfStops(withOneLimit(body, report)), fates, READ_BY_OTHERS, report)
  const conversation = readConversation(body.messages)
  const messages = body.messages as JsonObject[]
  const tools = readTools(rest)
  if (!keepsMessages) {
    reportUnread(messages, report)
    reportUselessChoice(rest, conversation, report)
  }
  reportUnreadOfTools(rest, report)
  return {
    conversation,
    messages,
    tools,
    responseFormat: readResponseFormat(rest.response_format as JsonObject | undefined),
    copied,
    rest,
  }
}

/** `max_completion_tokens` has taken the place of `max_tokens`: where both stand, it wins. */
function withOneLimit(body: JsonObject, report: LossReport): JsonObject {
  const { max_tokens: older = null, max_completion_tokens: newer = null } = body
  if (older === null || newer === null) return body
  if (older !== newer) report.drop('max_tokens', 'max_completion_tokens stands beside it and wins.')
  const { max_tokens: _older, max_completion_tokens: _newer, ...others } = body
  return { ...others, max_completion_tokens: newer }
}

/** OpenAI takes one stop sequence as a text, too; models take lists. */
const withListOfStops = (body: JsonObject): JsonObject =>
  typeof body.stop === 'string' ? { ...body, stop: [body.stop] } : body
