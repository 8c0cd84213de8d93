import { expect, test } from 'vitest'
import { llama4 } from '../../../emulator/responders/llama4.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PNG, answerOf, contextOf, modelOf, refused } from '../../support/responders.ts'

const SCOUT = modelOf('meta.llama4-scout-17b-instruct-v1:0')
const PROMPT =
  '<|begin_of_text|><|header_start|>user<|header_end|>\n\nHi<|eot|><|header_start|>assistant<|header_end|>\n\n'
const PROMPT_3 = '<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>'

const check = (members: JsonObject) => llama4.check({ prompt: PROMPT, ...members }, SCOUT)
const read = (members: JsonObject) => llama4.read({ prompt: PROMPT, ...members }, SCOUT)

test('Llama 4 takes images and long answers', () => {
  expect(check({ images: [PNG], max_gen_len: 8192, temperature: 0.5, top_p: 0.9 })).toBeUndefined()
})

test('Llama 4 refuses what is beyond its bounds', () => {
  expect(check({ max_gen_len: 8193 })).toEqual(
    refused(
      'Malformed input request: #/max_gen_len: 8193 is not less or equal to 8192, please reformat your input and try again.',
    ),
  )
  expect(check({ images: ['!'] })).toEqual(refused("The image at images.0 isn't valid base64."))
})

test('Llama 4 reads its own template, and that of Llama 3', () => {
  expect(read({ images: [PNG] })).toMatchObject({
    turns: [{ role: 'user', text: 'Hi' }],
    mediaCount: 1,
    maxTokens: 512,
  })
  expect(read({ prompt: PROMPT_3 }).turns).toEqual([{ role: 'user', text: 'Hi' }])
})

test('Llama 4 writes as Llama 3 does', () => {
  expect(llama4.write(answerOf({}), read({}), contextOf(SCOUT.baseModelId))).toEqual({
    generation: 'Grace Hopper.',
    prompt_token_count: 12,
    generation_token_count: 30,
    stop_reason: 'stop',
  })
})
