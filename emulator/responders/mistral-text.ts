import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import { readInstPrompt } from './inst-prompt.ts'
import { malformedInput } from './malformed-input.ts'
import { integer, listOf, number, object, text } from './malformed-input/schema-words.ts'
import type { Model, Responder } from './responder.ts'
import { FINISH_REASONS } from './stop-reasons.ts'
import { textAsk } from './text-ask.ts'

interface MistralModels {
  models: RegExp
  /** Most tokens of an answer, and where the input says nothing. */
  maxTokens: number
  defaultTokens: number
  topK: boolean
}

/** Source: AWS's page "Mistral AI text completion", where `top_k` is "disabled" for the last. */
const MODELS: MistralModels[] = [
  { models: /^mistral\.mistral-7b-/, maxTokens: 8192, defaultTokens: 512, topK: true },
  { models: /^mistral\.mixtral-/, maxTokens: 4096, defaultTokens: 512, topK: true },
  { models: /^mistral\./, maxTokens: 8192, defaultTokens: 8192, topK: false },
]

const MOST_STOPS = 10

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface MistralTextInput {
  prompt: string
  max_tokens?: Json
  stop?: string[]
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toMistralInput = (modelInput: JsonObject): MistralTextInput => modelInput as unknown as MistralTextInput

const rows = MODELS.map((row) => ({
  ...row,
  check: malformedInput(
    object(
      {
        prompt: text(1),
        max_tokens: integer(1, row.maxTokens),
        stop: listOf(text(), 0, MOST_STOPS),
        temperature: number(0, 1),
        top_p: number(0, 1),
        ...(row.topK && { top_k: integer(1, 200) }),
      },
      'prompt',
    ),
  ),
}))

const rowOf = ({ baseModelId }: Model) => rows.find(({ models }) => models.test(baseModelId)) ?? rows.at(-1)!

/** Mistral 7B, Mixtral, Mistral Large and Small of February 2024. AWS: they count no tokens. */
export const mistralText: Responder<ChatAsk, ChatAnswer> = {
  check: (modelInput, model) => rowOf(model).check(modelInput),

  read(modelInput, model) {
    const { prompt, max_tokens, stop = [] } = toMistralInput(modelInput)
    return textAsk({
      turns: readInstPrompt(prompt),
      maxTokens: toNumber(max_tokens) ?? rowOf(model).defaultTokens,
      stopSequences: stop,
    })
  },

  write({ choices }, { turns }) {
    const { text: said, stopReason } = choices[0]!
    // After `[/INST]` a model goes on with a space; where the answer has begun, from there.
    const space = said === '' || turns.at(-1)?.role === 'assistant' ? '' : ' '
    return { outputs: [{ text: `${space}${said}`, stop_reason: FINISH_REASONS[stopReason] }] }
  },
}
