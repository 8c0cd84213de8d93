import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { lossesOfAnswer } from '../../support/prompt-models.ts'

interface Family {
  modelId: string
  reasons: string[]
  /** An answer that ended so. */
  answer: (reason: Json) => JsonObject
  /** Whether the model counts its tokens. */
  counts: boolean
}

const llama = (modelId: string): Family => ({
  modelId,
  reasons: ['stop', 'length'],
  answer: (reason) => ({ generation: 'a', prompt_token_count: 1, generation_token_count: 1, stop_reason: reason }),
  counts: true,
})

const FAMILIES: Family[] = [
  llama('meta.llama2-70b-chat-v1'),
  llama('meta.llama3-8b-instruct-v1:0'),
  llama('meta.llama4-scout-17b-instruct-v1:0'),
  {
    modelId: 'mistral.mistral-small-2402-v1:0',
    reasons: ['stop', 'length'],
    answer: (reason) => ({ outputs: [{ text: 'a', stop_reason: reason }] }),
    counts: false,
  },
  {
    modelId: 'deepseek.r1-v1:0',
    reasons: ['stop', 'length'],
    answer: (reason) => ({ choices: [{ text: 'a', stop_reason: reason }] }),
    counts: false,
  },
  {
    modelId: 'amazon.titan-text-lite-v1',
    reasons: ['FINISHED', 'FINISH', 'LENGTH', 'STOP_CRITERIA_MET', 'CONTENT_FILTERED'],
    answer: (reason) => ({
      inputTextTokenCount: 1,
      results: [{ tokenCount: 1, outputText: 'a', completionReason: reason }],
    }),
    counts: true,
  },
  {
    modelId: 'anthropic.claude-instant-v1',
    reasons: ['stop_sequence', 'max_tokens'],
    answer: (reason) => ({ completion: ' a', stop_reason: reason }),
    counts: false,
  },
  {
    modelId: 'ai21.j2-mid-v1',
    reasons: ['endoftext', 'stop', 'length'],
    answer: (reason) => ({
      prompt: { tokens: [{}] },
      completions: [{ data: { text: 'a', tokens: [{}] }, finishReason: { reason } }],
    }),
    counts: true,
  },
  {
    modelId: 'cohere.command-light-text-v14',
    reasons: ['COMPLETE', 'MAX_TOKENS', 'ERROR_TOXIC'],
    answer: (reason) => ({ generations: [{ text: 'a', finish_reason: reason }] }),
    counts: false,
  },
]

describe.each(FAMILIES)('an answer of $modelId', ({ modelId, reasons, answer, counts }) => {
  const usage = counts ? [] : ['usage']

  test.each(reasons.map((reason) => ({ reason })))(
    'that ended by $reason loses nothing but a usage that is not there',
    async ({ reason }) => {
      expect(await lossesOfAnswer(answer(reason), modelId)).toEqual(usage)
    },
  )

  test.each([{ reason: 'constructor' }, { reason: null }, { reason: 7 }])(
    'that ended by $reason is told as stopped, and that is said',
    async ({ reason }) => {
      const losses = await lossesOfAnswer(answer(reason), modelId)

      expect(losses.toSorted()).toEqual(['finish_reason', ...usage])
    },
  )
})
