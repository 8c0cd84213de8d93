import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../answers/answers.ts'
import { countTokens } from '../answers/count-tokens.ts'
import { createRandom, type Random } from '../random.ts'
import { malformedInput } from './malformed-input.ts'
import type { InputSchema } from './malformed-input/input-schema.ts'
import { boolean, integer, listOf, number, object, text } from './malformed-input/schema-words.ts'
import type { Responder } from './responder.ts'
import { splitTokens, type Token } from './split-tokens.ts'
import { textAsk } from './text-ask.ts'

const DEFAULT_TOKENS = 200

const penalty = (maximum: number): InputSchema => ({
  type: 'object',
  properties: {
    scale: number(0, maximum),
    applyToWhitespaces: boolean,
    applyToPunctuations: boolean,
    applyToNumbers: boolean,
    applyToStopwords: boolean,
    applyToEmojis: boolean,
  },
})

/** Sources: AWS's page "AI21 Labs Jurassic-2 models"; one stop sequence: langchain-ai/langchain#10456; AI21's own `numResults`. */
const malformed = malformedInput(
  object(
    {
      prompt: text(1),
      temperature: number(0, 1),
      topP: number(0, 1),
      maxTokens: integer(0, 8191),
      stopSequences: listOf(text(), 0, 1),
      numResults: integer(1, 16),
      presencePenalty: penalty(5),
      countPenalty: penalty(1),
      frequencyPenalty: penalty(500),
    },
    'prompt',
  ),
)

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface J2Input {
  prompt: string
  maxTokens?: Json
  stopSequences?: string[]
  numResults?: Json
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toJ2Input = (modelInput: JsonObject): J2Input => modelInput as unknown as J2Input

const toToken = (token: string, start: number, end: number, random: Random): JsonObject => {
  const logprob = -10 * random.fraction()
  return {
    generatedToken: { token, logprob, raw_logprob: logprob },
    topTokens: null,
    textRange: { start, end },
  }
}

/** AI21's tokens write spaces and line feeds so; an empty one was seen as a space without a range. */
const spelled = ({ text: piece }: Token): string =>
  piece === '' ? '▁' : piece.replaceAll('\n', '<|newline|>').replaceAll(' ', '▁')

const toTokens = (said: string, count: number, random: Random): JsonObject[] =>
  splitTokens(said, count).map((token) => toToken(spelled(token), token.start, token.end, random))

function toFinishReason({ stopReason, stopSequence }: ChatChoice, tokens: number): JsonObject {
  if (stopReason === 'maxTokens') return { reason: 'length', length: tokens }
  return stopReason === 'stopSequence' ? { reason: 'stop', sequence: stopSequence! } : { reason: 'endoftext' }
}

/** The end of the text is a token too, and one of those that were counted. */
function toCompletion(choice: ChatChoice, count: number, random: Random): JsonObject {
  const said = choice.text === '' ? '' : `\n${choice.text}`
  const hasEnd = choice.stopReason === 'end' && count > 1
  const tokens = toTokens(said, hasEnd ? count - 1 : count, random)
  if (hasEnd) tokens.push(toToken('<|endoftext|>', said.length, said.length, random))
  return { data: { text: said, tokens }, finishReason: toFinishReason(choice, tokens.length) }
}

/**
 * Jurassic-2. Shape: recorded answers (newrelic/newrelic-python-agent, and one that was cut in
 * build-on-aws/dotnet-fm-playground); every id is 1234, and every completion begins with a line feed. Callers count tokens
 * by the lists, so those are as long as what was counted.
 */
export const ai21J2: Responder<ChatAsk, ChatAnswer> = {
  check: malformed,

  read(modelInput) {
    const { prompt, maxTokens, stopSequences = [], numResults } = toJ2Input(modelInput)
    return textAsk({
      turns: [{ role: 'user', text: prompt }],
      maxTokens: toNumber(maxTokens) ?? DEFAULT_TOKENS,
      stopSequences,
      choiceCount: toNumber(numResults) ?? 1,
    })
  },

  write({ choices, inputTokens, outputTokens }, { turns }, { fingerprint }) {
    const random = createRandom(fingerprint, 'log probabilities')
    const prompt = turns[0]!.text
    const counts = choices.length === 1 ? [outputTokens] : choices.map((choice) => countTokens(choice.text))
    return {
      id: 1234,
      prompt: { text: prompt, tokens: toTokens(prompt, inputTokens, random) },
      completions: choices.map((choice, index) => toCompletion(choice, counts[index]!, random)),
    }
  },
}
