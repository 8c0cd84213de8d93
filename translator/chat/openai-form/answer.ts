import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { Call, ChatAnswer, ChatChoice, FinishReason } from '../chat-answer.ts'
import { toFinishReason } from '../finish-reason.ts'
import { splitThoughts, type ThoughtMarks } from './reasoning.ts'
import { readUsage } from './usage.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  model_length: 'length',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
}

/** Reads what a model wrote in nearly the form of OpenAI's `chat.completion`. Throws a LineError for another form. */
export function readAnswer(output: JsonObject, marks: ThoughtMarks, report: LossReport): ChatAnswer {
  const { id, choices } = output
  if (!Array.isArray(choices) || choices.length === 0) throw unreadableOutput('it has no choices.')
  return {
    id: typeof id === 'string' && id !== '' ? id : undefined,
    // AWS: the index may be null; then the order stands for it.
    choices: choices.toSorted((one, other) => indexOf(one) - indexOf(other)).map((c) => readChoice(c, marks, report)),
    usage: readUsage(output.usage),
  }
}

const indexOf = (choice: Json): number => (isJsonObject(choice) ? (toNumber(choice.index) ?? 0) : 0)

function readChoice(choice: Json, marks: ThoughtMarks, report: LossReport): ChatChoice {
  if (!isJsonObject(choice) || !isJsonObject(choice.message)) throw unreadableOutput('a choice has no message.')
  const { message } = choice
  const calls = readCalls(message.tool_calls)
  const finishReason = readFinishReason(choice.finish_reason ?? choice.stop_reason ?? null, calls, report)
  const { thoughts, content } = readText(message, marks, finishReason === 'length')
  const isSaid = content !== undefined && (content !== '' || calls.length + thoughts.length === 0)
  return {
    content: isSaid ? content : undefined,
    ...(typeof message.refusal === 'string' && message.refusal !== '' && { refusal: message.refusal }),
    ...(thoughts.length > 0 && { reasoning: thoughts.join('\n') }),
    ...(isJsonObject(choice.logprobs) && { logprobs: choice.logprobs }),
    calls,
    finishReason,
  }
}

function readText(message: JsonObject, marks: ThoughtMarks, isCut: boolean): { thoughts: string[]; content?: string } {
  const told = [message.reasoning_content, message.reasoning].find((text) => typeof text === 'string' && text !== '')
  const before = told === undefined ? [] : [told as string]
  const { content = null } = message
  if (typeof content === 'string') {
    const split = splitThoughts(content, marks, isCut)
    return { thoughts: [...before, ...split.thoughts], content: split.content }
  }
  if (content === null) return { thoughts: before }
  if (!Array.isArray(content)) throw unreadableOutput('the content of a message is neither a text nor a list.')
  return {
    thoughts: [...before, ...textsOf(content, 'thinking')],
    content: textsOf(content, 'text').join(''),
  }
}

/** Texts of the parts of one type; thoughts may be lists of texts themselves (Magistral). */
const textsOf = (parts: Json[], type: 'text' | 'thinking'): string[] =>
  parts.filter(isJsonObject).flatMap((part) => {
    if (part.type !== type) return []
    const held = part[type]
    return Array.isArray(held) ? textsOf(held, 'text') : typeof held === 'string' ? [held] : []
  })

/** Ids that say nothing: some models number the calls of every answer anew, some write the word null. */
const NO_ID = /^(?:call_[0-9]{1,4}|null|)$/

function readCalls(calls: Json | undefined): Call[] {
  if (!Array.isArray(calls)) return []
  return calls.map((call) => {
    const called = isJsonObject(call) ? call.function : undefined
    if (!isJsonObject(called) || typeof called.name !== 'string') throw unreadableOutput('a call names no function.')
    const { id } = call as JsonObject
    return {
      id: typeof id === 'string' && !NO_ID.test(id) ? id : undefined,
      name: called.name,
      arguments: readArguments(called.arguments),
    }
  })
}

/** The text as the model wrote it, valid JSON or not: OpenAI's clients know that they must check it. */
const readArguments = (given: Json | undefined): string =>
  typeof given === 'string' ? given || '{}' : JSON.stringify(given ?? {})

function readFinishReason(reason: Json, calls: Call[], report: LossReport): FinishReason {
  if (reason === 'error') throw unreadableOutput('the model stopped with an error.')
  return toFinishReason(reason ?? (calls.length > 0 ? 'tool_calls' : null), FINISH_REASONS, report)
}
