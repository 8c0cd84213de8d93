import { findMapping } from '../../translator/families/index.ts'
import type { ChatMapping } from '../../translator/families/mapping.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { LossReport } from '../../translator/loss-report.ts'

/** A model of each family whose models are given one text, and where that text stands. */
export const PROMPT_MODELS = [
  { family: 'llama2', modelId: 'meta.llama2-70b-chat-v1', member: 'prompt' },
  { family: 'llama3', modelId: 'meta.llama3-1-8b-instruct-v1:0', member: 'prompt' },
  { family: 'llama4', modelId: 'us.meta.llama4-scout-17b-instruct-v1:0', member: 'prompt' },
  { family: 'mistral-text', modelId: 'mistral.mistral-7b-instruct-v0:2', member: 'prompt' },
  { family: 'deepseek-r1', modelId: 'us.deepseek.r1-v1:0', member: 'prompt' },
  { family: 'titan-text', modelId: 'amazon.titan-text-express-v1', member: 'inputText' },
  { family: 'claude-text', modelId: 'anthropic.claude-v2:1', member: 'prompt' },
  { family: 'ai21-j2', modelId: 'ai21.j2-ultra-v1', member: 'prompt' },
  { family: 'cohere-command', modelId: 'cohere.command-text-v14', member: 'prompt' },
] as const

export const promptOf = (modelInput: JsonObject | undefined, member: string): string => modelInput![member] as string

/** What of an answer is told otherwise, or not at all: the names of OpenAI's members. */
export const lossesOfAnswer = async (modelOutput: JsonObject, modelId: string): Promise<string[]> =>
  (await reportOfAnswer(modelOutput, modelId)).losses.map(({ param }) => param)

/** The same with the reasons. */
export const lossesInWords = async (modelOutput: JsonObject, modelId: string): Promise<string[]> =>
  (await reportOfAnswer(modelOutput, modelId)).losses.map(({ param, why }) => `${param}: ${why}`)

async function reportOfAnswer(modelOutput: JsonObject, modelId: string): Promise<LossReport> {
  const { mapping } = await findMapping(modelId, { converse: false })
  const report = new LossReport('drop')
  ;(mapping as ChatMapping).toAnswer(modelOutput, { modelId, report })
  return report
}
