import { describe, expect, test } from 'vitest'
import { LLAMA_3_TEMPLATE, LLAMA_4_TEMPLATE, readLlamaPrompt } from '../../../../emulator/responders/llama/prompt.ts'

const BEGIN = '<|begin_of_text|>'
const OPEN = '<|start_header_id|>assistant<|end_header_id|>\n\n'
const turn = (role: string, text: string): string => `<|start_header_id|>${role}<|end_header_id|>\n\n${text}<|eot_id|>`
const turn4 = (role: string, text: string): string => `<|header_start|>${role}<|header_end|>\n\n${text}<|eot|>`
const read = (prompt: string) => readLlamaPrompt(prompt, [LLAMA_3_TEMPLATE])

describe('a prompt that follows the template', () => {
  test('is read turn by turn, without the turn that waits for its text', () => {
    const said = [
      turn('system', 'Be brief.'),
      turn('user', 'Hi\n\nthere'),
      turn('assistant', 'Hello'),
      turn('user', 'Bye'),
    ]
    expect(read(`${BEGIN}${said.join('')}${OPEN}`)).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hi\n\nthere' },
      { role: 'assistant', text: 'Hello' },
      { role: 'user', text: 'Bye' },
    ])
  })

  test("may have the spaces of AWS's samples", () => {
    const prompt = `\n${BEGIN}<|start_header_id|>user<|end_header_id|>\nHi\n<|eot_id|>\n<|start_header_id|>assistant<|end_header_id|>\n`
    expect(read(prompt)).toEqual([{ role: 'user', text: 'Hi' }])
  })

  test('may begin the answer', () => {
    expect(read(`${BEGIN}${turn('user', 'Hi')}${OPEN}{"a":`)).toEqual([
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: '{"a":' },
    ])
  })

  test('may bring results of tools', () => {
    expect(read(`${turn('user', 'Hi')}${turn('ipython', '{"a":1}')}${OPEN}`)).toEqual([
      { role: 'user', text: 'Hi' },
      { role: 'tool', text: '{"a":1}' },
    ])
  })

  test('may leave out where text begins, and the turn that waits', () => {
    expect(read(turn('user', 'Hi'))).toEqual([{ role: 'user', text: 'Hi' }])
  })
})

describe('a prompt that does not follow the template is one turn of the user', () => {
  test.each([
    ['no tokens at all', 'Hello'],
    ['text before the first turn', `Hello ${turn('user', 'Hi')}`],
    ['text between turns', `${turn('user', 'Hi')} Hello ${OPEN}`],
    ['a token in the text of a turn', turn('user', 'Hi <|eot_id|> there')],
    ['a header in the text of a turn', turn('user', 'Hi <|start_header_id|> there')],
    ['a role that does not exist', turn('pirate', 'Hi')],
    ['a role with a name of every object', turn('constructor', 'Hi')],
    ['an end where a turn begins', '<|eot_id|>user<|end_header_id|>Hi'],
    ['a header that does not end', '<|start_header_id|>user'],
    ['nothing but where text begins', BEGIN],
    ['nothing but the turn that waits', `${BEGIN}${OPEN}`],
    ['nothing but space', ' \n'],
    ['the template of Llama 4', `${BEGIN}${turn4('user', 'Hi')}`],
  ])('%s', (_name, prompt) => {
    expect(read(prompt)).toEqual([{ role: 'user', text: prompt }])
  })
})

test('the first template that fits is taken', () => {
  const templates = [LLAMA_4_TEMPLATE, LLAMA_3_TEMPLATE]
  const prompt4 = `${BEGIN}${turn4('user', 'Hi')}<|header_start|>assistant<|header_end|>\n\n`
  expect(readLlamaPrompt(prompt4, templates)).toEqual([{ role: 'user', text: 'Hi' }])
  expect(readLlamaPrompt(`${BEGIN}${turn('user', 'Hi')}${OPEN}`, templates)).toEqual([{ role: 'user', text: 'Hi' }])
})

test('a prompt of very many turns is read in linear time', () => {
  const turns = read(`${BEGIN}${turn('user', 'Hi').repeat(100_000)}${OPEN}`)
  expect(turns).toHaveLength(100_000)
})
