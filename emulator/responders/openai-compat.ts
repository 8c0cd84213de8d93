import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import { tooDeeplyNested } from './nesting.ts'
import { toOpenaiInput } from './openai-compat/input.ts'
import { openaiCapabilitiesOf } from './openai-compat/models.ts'
import { readOpenaiChat } from './openai-compat/read.ts'
import { OPENAI_RULES } from './openai-compat/rules.ts'
import { OPENAI_REQUEST } from './openai-compat/shape.ts'
import { writeOpenaiChat } from './openai-compat/write.ts'
import type { Model, Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'
import { undeserializable } from './openai-compat/undeserializable.ts'

function checkOpenaiChat(modelInput: JsonObject, model: Model): RecordError | undefined {
  const shape = tooDeeplyNested(modelInput) ?? undeserializable(modelInput, OPENAI_REQUEST)
  const context = { ...openaiCapabilitiesOf(model), model, modelInput }
  return shape ?? firstRefusal(OPENAI_RULES, toOpenaiInput(modelInput), context)
}

/** Models with OpenAI's body: gpt-oss, Qwen3, DeepSeek V3; its words serve newer models of Mistral, too. */
export const openaiCompat: Responder<ChatAsk, ChatAnswer> = {
  models: /^(?:openai\.gpt-oss-|qwen\.qwen3-|deepseek\.v3)/,
  check: checkOpenaiChat,
  read: readOpenaiChat,
  write: writeOpenaiChat,
}
