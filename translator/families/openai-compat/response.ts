import type { ChatAnswer } from '../../chat/chat-answer.ts'
import { readAnswer } from '../../chat/openai-form/answer.ts'
import type { ThoughtMarks } from '../../chat/openai-form/reasoning.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

// AWS: gpt-oss and Kimi write their thoughts in front of the content (model-parameters-openai). That others write
// <think> there on Bedrock, as they do elsewhere, is UNVERIFIED.
const MARKS: ThoughtMarks = [
  ['<reasoning>', '</reasoning>'],
  ['<think>', '</think>'],
]

export const toAnswer = (output: JsonObject, { report }: ResponseContext): ChatAnswer =>
  readAnswer(output, MARKS, report)
