import { describe, expect, test } from 'vitest'
import { readR1Prompt, type R1Prompt } from '../../../../emulator/responders/deepseek-r1/prompt.ts'

const BEGIN = '<｜begin▁of▁sentence｜>'
const END = '<｜end▁of▁sentence｜>'
const user = { role: 'user', text: 'Oslo?' } as const

describe('a prompt', () => {
  test.each<[string, string, R1Prompt]>([
    [
      'that opens the thoughts',
      `${BEGIN}<｜User｜>Oslo?<｜Assistant｜><think>\n`,
      { turns: [user], thoughts: 'opened' },
    ],
    [
      "with line feeds around it, as in AWS's sample",
      `\n${BEGIN}<｜User｜>Oslo?<｜Assistant｜><think>\n\n`,
      { turns: [user], thoughts: 'opened' },
    ],
    [
      'that leaves them to the answer',
      `${BEGIN}<｜User｜>Oslo?<｜Assistant｜>`,
      { turns: [user], thoughts: 'unopened' },
    ],
    ['without its first mark', '<｜User｜>Oslo?<｜Assistant｜>', { turns: [user], thoughts: 'unopened' }],
    [
      'that begins the thoughts',
      `${BEGIN}<｜User｜>Oslo?<｜Assistant｜><think>\nNorway,`,
      { turns: [user], thoughts: 'opened' },
    ],
    [
      'that begins the answer',
      `${BEGIN}<｜User｜>Oslo?<｜Assistant｜>{`,
      { turns: [user, { role: 'assistant', text: '{' }], thoughts: 'over' },
    ],
    [
      'with a system text and turns',
      `${BEGIN}Be brief.<｜User｜>Oslo?<｜Assistant｜>Rain.${END}<｜User｜>Bergen?<｜Assistant｜><think>\n`,
      {
        turns: [
          { role: 'system', text: 'Be brief.' },
          user,
          { role: 'assistant', text: 'Rain.' },
          { role: 'user', text: 'Bergen?' },
        ],
        thoughts: 'opened',
      },
    ],
    [
      'that ends with an answer',
      `${BEGIN}<｜User｜>Oslo?<｜Assistant｜>Rain.${END}`,
      { turns: [user, { role: 'assistant', text: 'Rain.' }], thoughts: 'unopened' },
    ],
    ['of plain words', 'Oslo?', { turns: [user], thoughts: 'unopened' }],
    [
      'that breaks the template',
      `<｜User｜>a${END}b`,
      { turns: [{ role: 'user', text: `<｜User｜>a${END}b` }], thoughts: 'unopened' },
    ],
    [
      'in which no user speaks',
      `${BEGIN}a<｜Assistant｜>`,
      { turns: [{ role: 'user', text: `${BEGIN}a<｜Assistant｜>` }], thoughts: 'unopened' },
    ],
  ])('%s', (_name, prompt, read) => {
    expect(readR1Prompt(prompt)).toEqual(read)
  })
})
