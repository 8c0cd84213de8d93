import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../answers/answers.ts'
import { readR1Prompt, type R1Prompt } from './deepseek-r1/prompt.ts'
import { malformedInput } from './malformed-input.ts'
import { integer, listOf, number, object, text } from './malformed-input/schema-words.ts'
import { refusal } from './refusal.ts'
import type { Responder } from './responder.ts'
import { FINISH_REASONS } from './stop-reasons.ts'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface R1Input {
  prompt: string
  max_tokens?: Json
  stop?: string[]
}

/** An ask that also remembers where the answer begins. */
interface R1Ask extends ChatAsk {
  thoughts: R1Prompt['thoughts']
}

const MOST_TOKENS = 32_768

/** Source: AWS's page "DeepSeek models". That nothing is below 0, and that a prompt must say something, is UNVERIFIED. */
const malformed = malformedInput(
  object(
    {
      prompt: text(1),
      temperature: number(0, 1),
      top_p: number(0, 1),
      max_tokens: integer(1, MOST_TOKENS),
      stop: listOf(text(), 0, 10),
    },
    'prompt',
  ),
)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toR1Input = (modelInput: JsonObject): R1Input => modelInput as unknown as R1Input

/** R1 ends its thoughts with a tag of their own, and has begun them with one unless the prompt did. */
function textOf({ text: said, reasoning, stopReason }: ChatChoice, { thoughts }: R1Ask): string {
  if (reasoning === undefined) return said
  const begun = thoughts === 'unopened' ? `<think>\n${reasoning}` : reasoning
  const isCut = said === '' && stopReason === 'maxTokens'
  return isCut ? begun : `${begun}\n</think>\n\n${said}`
}

/** DeepSeek R1: a prompt in, its continuation out, with what it thought. */
export const deepseekR1: Responder<R1Ask, ChatAnswer> = {
  /** AWS: says no more than this (aws-samples/amazon-bedrock-client-for-mac#74; of a stray member BerriAI/litellm#33401). */
  check: (modelInput) => malformed(modelInput) && refusal('Validation Error'),

  read(modelInput) {
    const { prompt, max_tokens, stop = [] } = toR1Input(modelInput)
    const { turns, thoughts } = readR1Prompt(prompt)
    return {
      kind: 'chat',
      turns,
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      // Which limit R1 has when an input names none is UNVERIFIED.
      maxTokens: toNumber(max_tokens) ?? MOST_TOKENS,
      stopSequences: stop,
      choiceCount: 1,
      reasoning: thoughts !== 'over',
      thoughts,
    }
  },

  /** AWS: it counts no tokens. */
  write: ({ choices }, ask) => ({
    choices: choices.map((choice) => ({ text: textOf(choice, ask), stop_reason: FINISH_REASONS[choice.stopReason] })),
  }),
}
