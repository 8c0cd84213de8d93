import { describe, expect, test } from 'vitest'
import { readInstPrompt } from '../../../emulator/responders/inst-prompt.ts'

const HI = { role: 'user', text: 'Hi' }
const HELLO = { role: 'assistant', text: 'Hello' }
const BYE = { role: 'user', text: 'Bye' }

describe('a prompt that follows the template is read turn by turn', () => {
  test.each([
    ['one question', '<s>[INST] Hi [/INST]', [HI]],
    ["Mistral's way of going on", '<s>[INST] Hi [/INST] Hello</s> [INST] Bye [/INST]', [HI, HELLO, BYE]],
    ["Llama's way of going on", '<s>[INST] Hi [/INST] Hello </s><s>[INST] Bye [/INST]', [HI, HELLO, BYE]],
    ['an answer without its end', '[INST]Hi[/INST]Hello[INST]Bye[/INST]', [HI, HELLO, BYE]],
    ['an answer that is begun', '<s>[INST] Hi [/INST] Hello', [HI, HELLO]],
    ['an answer that is closed', '<s>[INST] Hi [/INST] Hello</s>', [HI, HELLO]],
    [
      'an empty answer amid others',
      '[INST] Hi [/INST]</s>[INST] Bye [/INST]',
      [HI, { role: 'assistant', text: '' }, BYE],
    ],
    ['space around it', '\n <s> [INST]\nHi\n[/INST] \n', [HI]],
  ])('%s', (_name, prompt, turns) => {
    expect(readInstPrompt(prompt)).toEqual(turns)
  })
})

describe('a prompt that does not follow it is one turn of the user', () => {
  test.each([
    ['no tokens', 'Hi'],
    ['text before the first turn', 'Hi [INST] Hi [/INST]'],
    ['text between turns', '[INST] Hi [/INST] Hello</s> Hm [INST] Bye [/INST]'],
    ['a turn that is not closed', '<s>[INST] Hi'],
    ['a turn within a turn', '[INST] Hi [INST] there [/INST]'],
    ['an end without a start', 'Hi [/INST]'],
    ['a start within an answer', '[INST] Hi [/INST] Hello <s>[INST] Bye [/INST]'],
    ['an end within a question', '[INST] Hi </s> [/INST]'],
    ['nothing but where text begins', '<s>'],
    ['nothing', ''],
  ])('%s', (_name, prompt) => {
    expect(readInstPrompt(prompt)).toEqual([{ role: 'user', text: prompt }])
  })
})

test('a prompt of very many turns is read in linear time', () => {
  expect(readInstPrompt('<s>[INST] Hi [/INST] Hello </s>'.repeat(100_000))).toHaveLength(200_000)
}, 2000)
