import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import type { Unverified } from '../unverified.ts'
import { tooDeeplyNested } from './nesting.ts'
import { toOpenaiInput } from './openai-compat/input.ts'
import { openaiCapabilitiesOf } from './openai-compat/models.ts'
import { readOpenaiChat } from './openai-compat/read.ts'
import { OPENAI_RULES } from './openai-compat/rules.ts'
import { openaiRequest } from './openai-compat/shape.ts'
import { undeserializable } from './openai-compat/undeserializable.ts'
import { unservedMember } from './openai-compat/unserved.ts'
import { writeOpenaiChat } from './openai-compat/write.ts'
import type { Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'

const SHAPES = {
  refused: openaiRequest({ unknown: 'variant' }),
  ignored: openaiRequest({}),
} satisfies Record<Unverified['openaiUnknownMembers'], unknown>

/**
 * Models with OpenAI's body: gpt-oss, Qwen3, DeepSeek V3, Kimi, MiniMax, GLM, Nemotron, Gemma; its words serve newer models of
 * Mistral, too.
 */
export function createOpenaiCompat({
  openaiUnknownMembers,
}: Pick<Unverified, 'openaiUnknownMembers'>): Responder<ChatAsk, ChatAnswer> {
  const shape = SHAPES[openaiUnknownMembers]
  return {
    check(modelInput, model) {
      const malformed = tooDeeplyNested(modelInput) ?? undeserializable(modelInput, shape)
      if (malformed) return malformed
      const context = { ...openaiCapabilitiesOf(model), model, modelInput }
      return firstRefusal(OPENAI_RULES, toOpenaiInput(modelInput), context) ?? unservedMember(modelInput)
    },
    read: readOpenaiChat,
    write: writeOpenaiChat,
  }
}

/** Refuses members that are not known. */
export const openaiCompat = createOpenaiCompat({ openaiUnknownMembers: 'refused' })
