import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice, Turn } from '../answers/answers.ts'
import { malformedInput } from './malformed-input.ts'
import { integer, listOf, number, object, text } from './malformed-input/schema-words.ts'
import type { Model, Responder } from './responder.ts'
import { textAsk } from './text-ask.ts'

/** Most tokens of an answer. Source: AWS's page "Amazon Titan Text models". */
const LIMITS: { models: RegExp; maxTokens: number }[] = [
  { models: /^amazon\.titan-text-lite-/, maxTokens: 4096 },
  { models: /^amazon\.titan-text-premier-/, maxTokens: 3072 },
  { models: /^amazon\.titan-/, maxTokens: 8192 },
]

const DEFAULT_TOKENS = 512

/** AWS: no other stop sequence passes (boto/boto3#3993). */
const STOP_PATTERN = '^(\\|+|User:)$'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface TitanInput {
  inputText: string
  textGenerationConfig?: { maxTokenCount?: Json; stopSequences?: string[] }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toTitanInput = (modelInput: JsonObject): TitanInput => modelInput as unknown as TitanInput

const rows = LIMITS.map(({ models, maxTokens }) => ({
  models,
  check: malformedInput(
    object(
      {
        inputText: text(1),
        textGenerationConfig: object({
          temperature: number(0, 1),
          topP: number(0, 1),
          maxTokenCount: integer(0, maxTokens),
          stopSequences: listOf({ ...text(), pattern: STOP_PATTERN }),
        }),
      },
      'inputText',
    ),
  ),
}))

const rowOf = ({ baseModelId }: Model) => rows.find(({ models }) => models.test(baseModelId)) ?? rows.at(-1)!

const ROLES: Record<string, Turn['role']> = { 'User:': 'user', 'Bot:': 'assistant' }

/**
 * What a text says as a conversation: lines that begin with `User:` and `Bot:` begin turns, and what stands before the first
 * tells the model what to do. A text without `User:` is one turn of the user; the empty turn that waits is left out.
 */
function readDialogue(inputText: string): Turn[] {
  const [before, ...pieces] = inputText.split(/^(User:|Bot:)/m)
  if (!pieces.includes('User:')) return [{ role: 'user', text: inputText }]
  const turns: Turn[] = before!.trim() === '' ? [] : [{ role: 'system', text: before!.trim() }]
  for (let at = 0; at < pieces.length; at += 2) turns.push({ role: ROLES[pieces[at]!]!, text: pieces[at + 1]!.trim() })
  const isOpen = turns.at(-1)!.role === 'assistant' && turns.at(-1)!.text === ''
  return isOpen ? turns.slice(0, -1) : turns
}

/** AWS: answers say `FINISH` where the page says `FINISHED` (newrelic/newrelic-python-agent has one). */
const COMPLETION_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'FINISH',
  maxTokens: 'LENGTH',
  stopSequence: 'STOP_CRITERIA_MET',
  toolUse: 'FINISH',
}

/** Titan Text Lite, Express and Premier. */
export const titanText: Responder<ChatAsk, ChatAnswer> = {
  check: (modelInput, model) => rowOf(model).check(modelInput),

  read(modelInput) {
    const { inputText, textGenerationConfig: { maxTokenCount, stopSequences = [] } = {} } = toTitanInput(modelInput)
    return textAsk({
      turns: readDialogue(inputText),
      maxTokens: toNumber(maxTokenCount) ?? DEFAULT_TOKENS,
      stopSequences,
    })
  },

  write({ choices, inputTokens, outputTokens }, { turns }) {
    const { text: said, stopReason } = choices[0]!
    // An answer begins on a line of its own; where it has been begun, it goes on from there.
    const lineFeed = said === '' || turns.at(-1)?.role === 'assistant' ? '' : '\n'
    return {
      inputTextTokenCount: inputTokens,
      results: [
        {
          tokenCount: outputTokens,
          outputText: `${lineFeed}${said}`,
          completionReason: COMPLETION_REASONS[stopReason],
        },
      ],
    }
  },
}
