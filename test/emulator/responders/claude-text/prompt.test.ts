import { describe, expect, test } from 'vitest'
import { complaintAbout, readClaudePrompt } from '../../../../emulator/responders/claude-text/prompt.ts'

const START = 'prompt must start with "\n\nHuman:" turn after an optional system prompt'
const END = 'prompt must end with "\n\nAssistant:" turn'

/** Those that Anthropic's page names, and their like. */
describe('a prompt is refused', () => {
  test.each([
    ['without turns', 'Hello', `${START}, ${END}`],
    ['without a question', 'Hello\n\nAssistant:', START],
    ['without an answer', '\n\nHuman: Hello', END],
    ['when the assistant begins', '\n\nAssistant: Hello\n\nHuman: Hi\n\nAssistant:', START],
    ['when the user ends', '\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: Bye', END],
    ['when a line feed is missing', '\n\nHuman: Hi\nAssistant:', END],
    ['when it is empty', '', `${START}, ${END}`],
  ])('%s', (_name, prompt, complaint) => {
    expect(complaintAbout(prompt)).toBe(complaint)
  })
})

describe('a prompt is taken, and read turn by turn,', () => {
  const hi = { role: 'user', text: 'Hi' }
  test.each([
    ['with one question', '\n\nHuman: Hi\n\nAssistant:', [hi]],
    ['without line feeds before it', 'Human: Hi\n\nAssistant:', [hi]],
    ['with space at its end', '\n\nHuman: Hi\n\nAssistant: ', [hi]],
    ['with a system', 'Be brief.\n\nHuman: Hi\n\nAssistant:', [{ role: 'system', text: 'Be brief.' }, hi]],
    ['with a label amid a text', '\n\nHuman: Hi\nHuman: x\n\nAssistant:', [{ role: 'user', text: 'Hi\nHuman: x' }]],
    ['with two questions in a row', '\n\nHuman: Hi\n\nHuman: Hi\n\nAssistant:', [hi, hi]],
    ['with an answer that is begun', '\n\nHuman: Hi\n\nAssistant: {', [hi, { role: 'assistant', text: '{' }]],
  ])('%s', (_name, prompt, turns) => {
    expect(complaintAbout(prompt)).toBeUndefined()
    expect(readClaudePrompt(prompt)).toEqual(turns)
  })
})

test('a prompt of very many turns is read in linear time', () => {
  const prompt = `${'\n\nHuman: Hi\n\nAssistant: Hello'.repeat(100_000)}${'\n'.repeat(1_000_000)}`
  expect(readClaudePrompt(prompt)).toHaveLength(200_000)
}, 2000)
