import type { ChatAnswer } from '../../chat/chat-answer.ts'
import { readAnswer } from '../../chat/openai-form/answer.ts'
import type { ThoughtMarks } from '../../chat/openai-form/reasoning.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

// Magistral's own marks; whether they reach a record's content is UNVERIFIED.
const MARKS: ThoughtMarks = [
  ['<think>', '</think>'],
  ['[THINK]', '[/THINK]'],
]

/** AWS: Large 24.07 says `stop_reason` where newer models say `finish_reason`, and may count no tokens. */
export const toAnswer = (output: JsonObject, { report }: ResponseContext): ChatAnswer =>
  readAnswer(output, MARKS, report)
