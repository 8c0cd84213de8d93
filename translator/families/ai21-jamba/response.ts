import type { ChatAnswer } from '../../chat/chat-answer.ts'
import { readAnswer } from '../../chat/openai-form/answer.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

/** Jamba writes no thoughts. */
export const toAnswer = (output: JsonObject, { report }: ResponseContext): ChatAnswer => readAnswer(output, [], report)
