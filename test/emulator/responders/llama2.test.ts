import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { llama2 } from '../../../emulator/responders/llama2.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  answerOf,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const MODEL = modelOf('meta.llama2-70b-chat-v1')
const check = (members: JsonObject) => llama2.check({ prompt: 'Hi', ...members }, MODEL)
const turnsOf = (prompt: string) => llama2.read({ prompt }, MODEL).turns
describe('Llama 2', () => {
  test('takes every option at its most', () => {
    expect(check({ temperature: 1, top_p: 1, max_gen_len: 2048 })).toBeUndefined()
  })

  test.each<[string, JsonObject, string]>([
    ['too many tokens', { max_gen_len: 2049 }, '#/max_gen_len: 2049 is not less or equal to 2048'],
    ['stop sequences', { stop_sequences: ['a'] }, '#: extraneous key [stop_sequences] is not permitted'],
    ['images', { images: [] }, '#: extraneous key [images] is not permitted'],
  ])('refuses %s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })

  test('refuses a record without a prompt', () => {
    expect(llama2.check({}, MODEL)).toEqual(malformed('#: required key [prompt] not found'))
  })
})

describe('what Llama 2 reads', () => {
  test('the system within the first turn of the user', () => {
    const prompt = '<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST] Hello </s><s>[INST] Bye [/INST]'
    expect(turnsOf(prompt)).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: 'Hello' },
      { role: 'user', text: 'Bye' },
    ])
  })

  test.each([
    ['no system', '<s>[INST] Hi [/INST]', 'Hi'],
    ['a system without its end', '<s>[INST] <<SYS>> Hi [/INST]', '<<SYS>> Hi'],
    ['the end of a system alone', '<s>[INST] Hi <</SYS>> [/INST]', 'Hi <</SYS>>'],
    ['a system after the start', '<s>[INST] Hi <<SYS>>a<</SYS>> [/INST]', 'Hi <<SYS>>a<</SYS>>'],
    ['no template', '<<SYS>Hi', '<<SYS>Hi'],
  ])('%s', (_name, prompt, text) => {
    expect(turnsOf(prompt)).toEqual([{ role: 'user', text }])
  })

  test('a limit, or 512 tokens', () => {
    expect(llama2.read({ prompt: 'Hi' }, MODEL).maxTokens).toBe(512)
    expect(llama2.read({ prompt: 'Hi', max_gen_len: 7 }, MODEL).maxTokens).toBe(7)
  })
})

test('what Llama 2 writes', () => {
  const write = (choice: Parameters<typeof answerOf>[0]) =>
    JSON.stringify(llama2.write(answerOf(choice), llama2.read({ prompt: 'Hi' }, MODEL), contextOf(MODEL.baseModelId)))
  expect(write({})).toBe(
    '{"generation":"Grace Hopper.","prompt_token_count":12,"generation_token_count":30,"stop_reason":"stop"}',
  )
  expect(write({ stopReason: 'maxTokens' })).toContain('"stop_reason":"length"')
})

test('whatever a record holds, Llama 2 answers', () => {
  const tokens = ['<s>', '</s>', '[INST]', '[/INST]', '<<SYS>>', '<</SYS>>', 'Hi', ' ', '\n', '']
  const prompts = fc.array(fc.constantFrom(...tokens)).map((parts) => parts.join(''))
  const names = ['prompt', 'temperature', 'top_p', 'max_gen_len']
  const property = fc.property(oddObjects(names, tokens), prompts, (members, prompt) => {
    expect(turnsOf(prompt).length).toBeGreaterThan(0)
    expect(isVerdict(check({ ...members, prompt }))).toBe(true)
    expect(isVerdict(llama2.check(members, MODEL))).toBe(true)
  })
  fc.assert(property, { numRuns: 500 })
  expect(check({ prompt: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
