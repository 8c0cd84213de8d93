import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { lossesInWords } from '../../support/prompt-models.ts'
import { translateModelOutput } from '../../support/translation.ts'

interface Family {
  modelId: string
  unreadable: [output: JsonObject, why: string][]
  uncounted: [output: JsonObject, why: string][]
}

const LLAMA: Omit<Family, 'modelId'> = {
  unreadable: [
    [{}, 'it has no generation.'],
    [{ generation: ['a'] }, 'it has no generation.'],
  ],
  uncounted: [
    [{ generation: 'a', stop_reason: 'stop' }, 'The model has not counted its tokens.'],
    [{ generation: 'a', stop_reason: 'stop', prompt_token_count: 1 }, 'The model has not counted its tokens.'],
    [{ generation: 'a', stop_reason: 'stop', generation_token_count: 1 }, 'The model has not counted its tokens.'],
  ],
}
const titan = (...counts: (number | null)[]): JsonObject => ({
  inputTextTokenCount: 1,
  results: counts.map((tokenCount) => ({ tokenCount, outputText: 'a', completionReason: 'FINISH' })),
})
const jurassic = (...tokens: (JsonObject[] | null)[]): JsonObject => ({
  prompt: { tokens: [{}] },
  completions: tokens.map((each) => ({ data: { text: 'a', tokens: each }, finishReason: { reason: 'stop' } })),
})

const FAMILIES: Family[] = [
  { modelId: 'meta.llama2-13b-chat-v1', ...LLAMA },
  { modelId: 'meta.llama3-70b-instruct-v1:0', ...LLAMA },
  { modelId: 'meta.llama4-maverick-17b-instruct-v1:0', ...LLAMA },
  {
    modelId: 'mistral.mistral-small-2402-v1:0',
    unreadable: [
      [{}, 'it has no outputs.'],
      [{ outputs: 'a' }, 'it has no outputs.'],
      [{ outputs: [] }, 'it has no outputs.'],
      [{ outputs: [null] }, 'an output has no text.'],
      [{ outputs: [{ text: 1 }] }, 'an output has no text.'],
    ],
    uncounted: [[{ outputs: [{ text: 'a', stop_reason: 'stop' }] }, 'This model does not count its tokens.']],
  },
  {
    modelId: 'deepseek.r1-v1:0',
    unreadable: [
      [{}, 'it has no choices.'],
      [{ choices: 'a' }, 'it has no choices.'],
      [{ choices: [] }, 'it has no choices.'],
      [{ choices: [null] }, 'a choice has no text.'],
      [{ choices: [{ text: 1 }] }, 'a choice has no text.'],
    ],
    uncounted: [[{ choices: [{ text: 'a', stop_reason: 'stop' }] }, 'DeepSeek R1 does not count its tokens.']],
  },
  {
    modelId: 'amazon.titan-text-express-v1',
    unreadable: [
      [{}, 'it has no results.'],
      [{ results: 'a' }, 'it has no results.'],
      [{ results: [] }, 'it has no results.'],
      [{ results: [1] }, 'a result is not an object.'],
      [{ results: [{ outputText: null }] }, 'a result has no outputText.'],
    ],
    uncounted: [
      [titan(1, null), 'The model has not counted its tokens.'],
      [{ ...titan(1), inputTextTokenCount: null }, 'The model has not counted its tokens.'],
    ],
  },
  {
    modelId: 'anthropic.claude-v2:1',
    unreadable: [
      [{}, 'it has no completion.'],
      [{ completion: null }, 'it has no completion.'],
    ],
    uncounted: [
      [{ completion: ' a', stop_reason: 'stop_sequence' }, 'Claude does not count its tokens in text completions.'],
    ],
  },
  {
    modelId: 'ai21.j2-mid-v1',
    unreadable: [
      [{}, 'it has no completions.'],
      [{ completions: 'a' }, 'it has no completions.'],
      [{ completions: [] }, 'it has no completions.'],
      [{ completions: [null] }, 'a completion has no text.'],
      [{ completions: [{ data: 'a' }] }, 'a completion has no text.'],
      [{ completions: [{ data: { text: 1 } }] }, 'a completion has no text.'],
    ],
    uncounted: [
      [jurassic([{}], null), 'The model has not listed its tokens.'],
      [{ ...jurassic([{}]), prompt: null }, 'The model has not listed its tokens.'],
      [{ ...jurassic([{}]), prompt: { tokens: 1 } }, 'The model has not listed its tokens.'],
    ],
  },
  {
    modelId: 'cohere.command-light-text-v14',
    unreadable: [
      [{}, 'it has no generations.'],
      [{ generations: 'a' }, 'it has no generations.'],
      [{ generations: [] }, 'it has no generations.'],
      [{ generations: [null] }, 'a generation has no text.'],
      [{ generations: [{ text: 1 }] }, 'a generation has no text.'],
    ],
    uncounted: [[{ generations: [{ text: 'a', finish_reason: 'COMPLETE' }] }, 'Command does not count its tokens.']],
  },
]

describe.each(FAMILIES)('an output of $modelId', ({ modelId, unreadable, uncounted }) => {
  test.each(unreadable)('%j cannot be read, and why is said', async (output, why) => {
    const { status_code: status, body } = await translateModelOutput(output, modelId)

    expect(status).toBe(502)
    expect(body.error).toMatchObject({ message: `The output of the model could not be read: ${why}` })
  })

  test.each(uncounted)('%j has no usage, and that is said', async (output, why) => {
    const { body } = await translateModelOutput(output, modelId)

    expect(body).not.toHaveProperty('usage')
    expect(await lossesInWords(output, modelId)).toEqual([`usage: ${why}`])
  })
})
