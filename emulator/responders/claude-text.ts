import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import type { ClaudeAsk } from './claude-messages/read.ts'
import { complaintAbout, readClaudePrompt } from './claude-text/prompt.ts'
import { malformedInput } from './malformed-input.ts'
import { integer, listOf, number, object, text } from './malformed-input/schema-words.ts'
import { refusal } from './refusal.ts'
import type { Model, Responder } from './responder.ts'
import { textAsk } from './text-ask.ts'

/** AWS: 8192 was refused (langchain-ai/langchain#9697), although the page says 4096. */
const MOST_TOKENS = 8191

/** Source: AWS's page "Anthropic Claude Text Completions API"; that `anthropic_version` may come along is in its console. */
const malformed = malformedInput(
  object(
    {
      prompt: text(),
      max_tokens_to_sample: integer(0, MOST_TOKENS),
      temperature: number(0, 1),
      top_p: number(0, 1),
      top_k: integer(0, 500),
      stop_sequences: listOf(text()),
      anthropic_version: text(),
    },
    'prompt',
    'max_tokens_to_sample',
  ),
)

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface ClaudeTextInput {
  prompt: string
  max_tokens_to_sample: Json
  stop_sequences?: string[]
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toClaudeTextInput = (modelInput: JsonObject): ClaudeTextInput => modelInput as unknown as ClaudeTextInput

type ClaudeTextAsk = (ChatAsk & { form: 'text' }) | (ClaudeAsk & { form: 'messages' })

/** AWS: Claude 2, 2.1 and Instant 1.2 take the format of Messages as well (its page "Supported models"). */
const hasMessages = (modelInput: JsonObject, { baseModelId }: Model): boolean =>
  Object.hasOwn(modelInput, 'messages') && /^anthropic\.claude-(?:v2|instant)/.test(baseModelId)

function checkText(modelInput: JsonObject) {
  const shape = malformed(modelInput)
  if (shape) return shape
  const complaint = complaintAbout(toClaudeTextInput(modelInput).prompt)
  return complaint === undefined ? undefined : refusal(complaint)
}

function readText(modelInput: JsonObject): ClaudeTextAsk {
  const { prompt, max_tokens_to_sample, stop_sequences = [] } = toClaudeTextInput(modelInput)
  const maxTokens = toNumber(max_tokens_to_sample)
  return { ...textAsk({ turns: readClaudePrompt(prompt), maxTokens, stopSequences: stop_sequences }), form: 'text' }
}

/** AWS: tokens are counted in headers only, and a batch has none. The natural end is the start of the next turn. */
function writeText({ choices }: ChatAnswer, { turns }: ChatAsk): JsonObject {
  const { text: said, stopReason, stopSequence } = choices[0]!
  // The space belongs to the template, so an answer that was begun goes on without it.
  const space = said === '' || turns.at(-1)?.role === 'assistant' ? '' : ' '
  const isCut = stopReason === 'maxTokens'
  return {
    type: 'completion',
    completion: `${space}${said}`,
    stop_reason: isCut ? 'max_tokens' : 'stop_sequence',
    stop: isCut ? null : (stopSequence ?? '\n\nHuman:'),
  }
}

/** Claude 1, 2, 2.1 and Instant. `messages` answers those of their records that are in its format. */
export const createClaudeText = (messages: Responder<ClaudeAsk, ChatAnswer>): Responder<ClaudeTextAsk, ChatAnswer> => ({
  check: (modelInput, model) =>
    hasMessages(modelInput, model) ? messages.check(modelInput, model) : checkText(modelInput),

  read: (modelInput, model) =>
    hasMessages(modelInput, model) ? { ...messages.read(modelInput, model), form: 'messages' } : readText(modelInput),

  write: (answer, ask, context) =>
    ask.form === 'messages' ? messages.write(answer, ask, context) : writeText(answer, ask),
})
