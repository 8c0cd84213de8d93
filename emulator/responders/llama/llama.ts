import { toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, Turn } from '../../answers/answers.ts'
import { base64Size } from '../base64.ts'
import { promptedSchema } from './prompted-schema.ts'
import { malformedInput } from '../malformed-input.ts'
import { refusal } from '../refusal.ts'
import type { Model, Responder } from '../responder.ts'
import { FINISH_REASONS } from '../stop-reasons.ts'
import { integer, listOf, number, object, text } from '../malformed-input/schema-words.ts'

/** What some Llama models take. */
export interface LlamaModels {
  models: RegExp
  /** Most tokens of an answer. */
  maxTokens: number
  images: boolean
}

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface LlamaInput {
  prompt: string
  max_gen_len?: Json
  images?: string[]
}

const DEFAULT_TOKENS = 512

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toLlamaInput = (modelInput: JsonObject): LlamaInput => modelInput as unknown as LlamaInput

/** Source: AWS's page "Meta Llama models". */
const checkOf = ({ maxTokens, images }: LlamaModels) =>
  malformedInput(
    object(
      {
        prompt: text(1),
        temperature: number(0, 1),
        top_p: number(0, 1),
        max_gen_len: integer(1, maxTokens),
        ...(images && { images: listOf(text()) }),
      },
      'prompt',
    ),
  )

/** The text is UNVERIFIED. */
function refusedImage({ images = [] }: LlamaInput) {
  const index = images.findIndex((image) => base64Size(image) === undefined)
  return index === -1 ? undefined : refusal(`The image at images.${index} isn't valid base64.`)
}

/** The body that all Llama models share: a prompt in, its continuation out. The last of `table` is for any other model. */
export function createLlama(
  table: LlamaModels[],
  readPrompt: (prompt: string) => Turn[],
): Responder<ChatAsk, ChatAnswer> {
  const rows = table.map((row) => ({ ...row, check: checkOf(row) }))
  const rowOf = ({ baseModelId }: Model) => rows.find(({ models }) => models.test(baseModelId)) ?? rows.at(-1)!
  return {
    check: (modelInput, model) => rowOf(model).check(modelInput) ?? refusedImage(toLlamaInput(modelInput)),

    read(modelInput) {
      const { prompt, max_gen_len, images = [] } = toLlamaInput(modelInput)
      const turns = readPrompt(prompt)
      return {
        kind: 'chat',
        turns,
        mediaCount: images.length,
        tools: [],
        forcedTool: undefined,
        schema: promptedSchema(turns),
        schemaIsWish: true,
        jsonObject: false,
        maxTokens: toNumber(max_gen_len) ?? DEFAULT_TOKENS,
        stopSequences: [],
        choiceCount: 1,
        reasoning: false,
      }
    },

    write({ choices, inputTokens, outputTokens }) {
      const { text: generation, stopReason } = choices[0]!
      return {
        generation,
        prompt_token_count: inputTokens,
        generation_token_count: outputTokens,
        stop_reason: FINISH_REASONS[stopReason],
      }
    },
  }
}
