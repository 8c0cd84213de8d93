import { toNumber, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, Tool, Turn } from '../answers/answers.ts'
import { malformedInput } from './malformed-input.ts'
import { partsOf, toMistralInput, urlOf, type MistralMessage, type MistralTool } from './mistral-chat/input.ts'
import { MISTRAL_RULES } from './mistral-chat/rules.ts'
import { mistralSchema, MOST_TOKENS } from './mistral-chat/schema.ts'
import { writeMistralChat } from './mistral-chat/write.ts'
import type { Model, Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'

/** A call is its name and its arguments. */
function turnOf(message: MistralMessage): Turn {
  const texts = partsOf(message).flatMap((part) => part.text ?? [])
  const calls = (message.tool_calls ?? []).map((call) => `${call.function.name}(${call.function.arguments})`)
  return { role: message.role, text: [...texts, ...calls].filter((text) => text !== '').join('\n') }
}

/** A function described without parameters takes none. */
const toTool = ({ function: { name, parameters } }: MistralTool): Tool => ({
  name,
  schema: parameters ?? { type: 'object', properties: {} },
})

/** Mistral Large 24.07 (text) and Pixtral Large (images): Mistral's own body. */
const createOwnForm = (images: boolean): Responder<ChatAsk, ChatAnswer> => {
  const malformed = malformedInput(mistralSchema(images))
  return {
    check: (modelInput) => malformed(modelInput) ?? firstRefusal(MISTRAL_RULES, toMistralInput(modelInput), undefined),
    read: readOwnForm,
    write: writeMistralChat,
  }
}

function readOwnForm(modelInput: JsonObject): ChatAsk {
  const { messages, tools = [], tool_choice, max_tokens } = toMistralInput(modelInput)
  return {
    kind: 'chat',
    turns: messages.map(turnOf),
    mediaCount: messages.flatMap(partsOf).filter(urlOf).length,
    tools: tools.map(toTool),
    forcedTool: tool_choice === 'any' ? 'any' : undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: toNumber(max_tokens) ?? MOST_TOKENS,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
  }
}

const OWN_FORM = [
  { models: /^mistral\.mistral-large-2407/, responder: createOwnForm(false) },
  { models: /^mistral\.pixtral-/, responder: createOwnForm(true) },
]

/** Whether a model has Mistral's own body. */
export const hasOwnForm = ({ baseModelId }: Model): boolean => OWN_FORM.some(({ models }) => models.test(baseModelId))

/** Mistral's chat completion; the models of December 2025 and later have OpenAI's body, and are answered as those. */
export function createMistralChat(newer: Responder<ChatAsk, ChatAnswer>): Responder<ChatAsk, ChatAnswer> {
  const responderOf = ({ baseModelId }: Model) =>
    OWN_FORM.find(({ models }) => models.test(baseModelId))?.responder ?? newer
  return {
    check: (modelInput, model) => responderOf(model).check(modelInput, model),
    read: (modelInput, model) => responderOf(model).read(modelInput, model),
    write: (answer, ask, context) => responderOf(context.model).write(answer, ask, context),
  }
}
