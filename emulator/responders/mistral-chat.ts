import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice, Turn } from '../answers/answers.ts'
import { derivedId } from './derived-id.ts'
import { malformedInput } from './malformed-input.ts'
import { partsOf, toMistralInput, urlOf, type MistralMessage } from './mistral-chat/input.ts'
import { MISTRAL_RULES } from './mistral-chat/rules.ts'
import { mistralSchema, MOST_TOKENS } from './mistral-chat/schema.ts'
import { openaiCompat } from './openai-compat.ts'
import { toNumber } from './raw-number.ts'
import type { Model, Responder, WriteContext } from './responder.ts'
import { firstRefusal } from './rules.ts'

const STOP_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'stop',
  maxTokens: 'length',
  stopSequence: 'stop',
  toolUse: 'tool_calls',
}

/** A call is its name and its arguments. */
function turnOf(message: MistralMessage): Turn {
  const texts = partsOf(message).flatMap((part) => part.text ?? [])
  const calls = (message.tool_calls ?? []).map((call) => `${call.function.name}(${call.function.arguments})`)
  return { role: message.role, text: [...texts, ...calls].filter((text) => text !== '').join('\n') }
}

/** Mistral Large 24.07 (text) and Pixtral Large (images): Mistral's own body. */
const createOwnForm = (images: boolean): Responder<ChatAsk, ChatAnswer> => {
  const malformed = malformedInput(mistralSchema(images))
  return {
    check: (modelInput) => malformed(modelInput) ?? firstRefusal(MISTRAL_RULES, toMistralInput(modelInput), undefined),
    read: readOwnForm,
    write: writeOwnForm,
  }
}

function readOwnForm(modelInput: JsonObject): ChatAsk {
  const { messages, tools = [], tool_choice, max_tokens } = toMistralInput(modelInput)
  return {
    kind: 'chat',
    turns: messages.map(turnOf),
    mediaCount: messages.flatMap(partsOf).filter(urlOf).length,
    tools: tools.map((tool) => ({ name: tool.function.name, schema: tool.function.parameters })),
    forcedTool: tool_choice === 'any' ? 'any' : undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: toNumber(max_tokens) ?? MOST_TOKENS,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
  }
}

/** Shape: AWS's page; that `content` is "" beside calls, and calls have no `type`, was seen (lobehub's stream of 24.07). */
function writeOwnForm({ choices }: ChatAnswer, _ask: ChatAsk, { fingerprint }: WriteContext): JsonObject {
  const { text, calls, stopReason } = choices[0]!
  const tool_calls = calls.map((call, at) => ({
    id: derivedId(fingerprint, `call ${at}`, 22),
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }))
  const message = { role: 'assistant', content: text, ...(calls.length > 0 && { tool_calls }) }
  return { choices: [{ index: 0, message, stop_reason: STOP_REASONS[stopReason] }] }
}

const OWN_FORM = [
  { models: /^mistral\.mistral-large-2407/, responder: createOwnForm(false) },
  { models: /^mistral\.pixtral-/, responder: createOwnForm(true) },
]

// The models of December 2025 and later have OpenAI's body.
const responderOf = ({ baseModelId }: Model): Responder<ChatAsk, ChatAnswer> =>
  OWN_FORM.find(({ models }) => models.test(baseModelId))?.responder ?? openaiCompat

/** Mistral's chat completion. */
export const mistralChat: Responder<ChatAsk, ChatAnswer> = {
  check: (modelInput, model) => responderOf(model).check(modelInput, model),
  read: (modelInput, model) => responderOf(model).read(modelInput, model),
  write: (answer, ask, context) => responderOf(context.model).write(answer, ask, context),
}
