import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import { familyOf } from '../../../translator/formats/models/index.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk } from '../../answers/answers.ts'
import { claudeMessages } from '../claude-messages.ts'
import { hasOwnForm } from '../mistral-chat.ts'
import { nova } from '../nova.ts'
import { openaiCompat } from '../openai-compat.ts'
import { refusal } from '../refusal.ts'
import type { Model, Responder } from '../responder.ts'
import { claudeMembers } from './claude.ts'
import { inItsWords } from './in-its-words.ts'
import type { ConverseInput } from './input.ts'
import { firstConflict, merge } from './merge.ts'
import { responseSchemaOf } from './response-schema.ts'

/** A family's own format, in which Bedrock hands a Converse request on: the family checks and reads it there itself. */
interface Native {
  responder: Responder<ChatAsk, ChatAnswer>
  /** What additionalModelRequestFields are in that format. */
  fieldsOf: (fields: JsonObject) => JsonObject
  /** What Converse's own members are in that format. */
  membersOf: (input: ConverseInput, model: Model) => JsonObject
  /** Whether the messages are among them; else one stands in for them, as Converse has checked them and reads them. */
  hasMessages: boolean
}

function novaMembers({ inferenceConfig }: ConverseInput): JsonObject {
  const text = [{ text: 'a' }]
  const members = { messages: [{ role: 'user', content: text }], system: text }
  return inferenceConfig ? { ...members, inferenceConfig: { ...inferenceConfig } } : members
}

function openaiMembers(input: ConverseInput): JsonObject {
  const { maxTokens, temperature, topP, stopSequences } = input.inferenceConfig ?? {}
  const schema = responseSchemaOf(input)
  return {
    messages: [{ role: 'user', content: 'a' }],
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stopSequences !== undefined && { stop: stopSequences }),
    ...(input.outputConfig?.effort !== undefined && { reasoning_effort: input.outputConfig.effort }),
    ...(schema !== undefined && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
    }),
  }
}

/**
 * AWS: for models with OpenAI's body `reasoning_config` is a word, which they are given as their `reasoning_effort`: seen with
 * GLM 5, Kimi K2.5 and DeepSeek V3. Its values are those that a refusal of GLM 5 named; other values are left as they are,
 * and refused as a member that nobody knows.
 */
function openaiFields({ reasoning_config: effort, ...fields }: JsonObject): JsonObject {
  if (effort === undefined) return fields
  const isKnown = typeof effort === 'string' && ['none', 'low', 'medium', 'high'].includes(effort)
  return isKnown && fields.reasoning_effort === undefined
    ? { ...fields, reasoning_effort: effort }
    : { ...fields, reasoning_config: effort }
}

const asTheyAre = (fields: JsonObject): JsonObject => fields

const CLAUDE: Native = {
  responder: claudeMessages,
  fieldsOf: asTheyAre,
  membersOf: claudeMembers,
  hasMessages: true,
}
const NOVA: Native = { responder: nova, fieldsOf: asTheyAre, membersOf: novaMembers, hasMessages: false }

/** By model; `undefined` where Converse itself says all. `openai` answers for models with OpenAI's body. */
export const nativesWith = (openai: Native['responder']): ((model: Model) => Native | undefined) => {
  const shared: Native = {
    responder: openai,
    fieldsOf: openaiFields,
    membersOf: openaiMembers,
    hasMessages: false,
  }
  return (model) => {
    const family = familyOf(model.baseModelId)
    if (family === 'claude-messages') return CLAUDE
    if (family === 'nova') return NOVA
    return family === 'openai-compat' || (family === 'mistral-chat' && !hasOwnForm(model)) ? shared : undefined
  }
}

/** How asks are read depends on no setting. */
export const nativeOf = nativesWith(openaiCompat)

/** The request in the family's own format. */
export const toNativeBody = ({ fieldsOf, membersOf }: Native, input: ConverseInput, model: Model): JsonObject =>
  merge(fieldsOf(input.additionalModelRequestFields ?? {}), membersOf(input, model))

/** The text of a conflict is UNVERIFIED. */
export function refusedByNative(native: Native, input: ConverseInput, model: Model): RecordError | undefined {
  const fields = native.fieldsOf(input.additionalModelRequestFields ?? {})
  const own = native.membersOf(input, model)
  const conflict = firstConflict(fields, own)
  if (conflict !== undefined) return refusal(`The additional field ${conflict} conflicts with an existing field.`)
  return inItsWords(native.responder.check(merge(fields, own), model))
}
