import type { Random } from '../random.ts'
import type { ChatAsk, ChatChoice, Json, JsonObject, Question, Tool } from './answers.ts'
import { countTokens, firstTokens } from './count-tokens.ts'
import { syntheticReasoning, syntheticText } from './synthetic-text.ts'

interface Stop {
  sequence: string
  start: number
  end: number
}

/** The stop sequence that is complete first, and of those that end together the longest. */
function findStop(text: string, sequences: string[]): Stop | undefined {
  let first: Stop | undefined
  for (const sequence of new Set(sequences)) {
    // What ends within a surrogate pair could only be met by half a character.
    const start = sequence === '' || !sequence.isWellFormed() ? -1 : text.indexOf(sequence)
    const end = start + sequence.length
    const isFirst = !first || end < first.end || (end === first.end && start < first.start)
    if (start >= 0 && isFirst) first = { sequence, start, end }
  }
  return first
}

/** A text as far as its model comes before the tokens or a stop sequence end it. */
function cutText(
  text: string,
  room: number,
  stopSequences: string[],
): Omit<ChatChoice, 'reasoning' | 'reasoningTokens' | 'calls'> {
  const said = firstTokens(text, room)
  const stop = findStop(said, stopSequences)
  if (stop) return { text: said.slice(0, stop.start), stopReason: 'stopSequence', stopSequence: stop.sequence }
  return { text: said, stopReason: said.length < text.length ? 'maxTokens' : 'end', stopSequence: undefined }
}

const prefillOf = ({ turns }: ChatAsk): string => {
  const last = turns.at(-1)
  return last?.role === 'assistant' ? last.text.trim() : ''
}

/** A JSON text, or what is left of it where the prefill has begun it. */
function continueJson(json: string, prefill: string): string {
  if (json.startsWith(prefill)) return json.slice(prefill.length)
  return prefill.endsWith('{') && json.startsWith('{') ? json.slice(1) : json
}

function toText(question: Question<ChatAsk>, value: Json | undefined, number: number, random: Random): string {
  const { ask } = question
  const prefill = prefillOf(ask)
  if (value !== undefined) return continueJson(JSON.stringify(value), prefill)
  const text = syntheticText(question, number, random)
  const isObject = ask.jsonObject || prefill.endsWith('{')
  return isObject ? continueJson(JSON.stringify({ answer: text }), prefill) : text
}

/** What the choice is made of: the tool that it must call, or a value that is its text, where the ask demands one. */
export type Demand = { tool: Tool; value: JsonObject } | { tool?: undefined; value: Json | undefined }

/** One answer. */
export function syntheticChoice(
  question: Question<ChatAsk>,
  { tool, value }: Demand,
  number: number,
  random: Random,
): ChatChoice {
  const { maxTokens = Infinity, stopSequences, reasoning: wantsReasoning } = question.ask
  const reasoning = wantsReasoning ? firstTokens(syntheticReasoning(question, random), maxTokens) : undefined
  const reasoningTokens = countTokens(reasoning ?? '')
  const room = maxTokens - reasoningTokens
  if (!tool)
    return {
      reasoning,
      reasoningTokens,
      calls: [],
      ...cutText(toText(question, value, number, random), room, stopSequences),
    }
  const hasRoom = countTokens(JSON.stringify(value)) <= room
  return {
    text: '',
    reasoning,
    reasoningTokens,
    calls: hasRoom ? [{ name: tool.name, arguments: value }] : [],
    stopReason: hasRoom ? 'toolUse' : 'maxTokens',
    stopSequence: undefined,
  }
}
