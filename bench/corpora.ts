/** Lines of about 2 kB for Claude, as many as wanted, in the ways that clients write characters beyond ASCII. */
export const MODEL = 'anthropic.claude-haiku-4-5-20251001-v1:0'

export type Corpus = 'utf8' | 'ascii' | 'escapes' | 'unlike'
export type Direction = 'input' | 'output'

/**
 * `utf8`: some characters beyond Latin-1 in every line, as they are. `escapes`: the same as `\u` escapes, Python's default.
 * `unlike`: `utf8` where each line names another user, so that none is like one before.
 */
export const CORPORA: readonly Corpus[] = ['utf8', 'ascii', 'escapes', 'unlike']
export const DIRECTIONS: readonly Direction[] = ['input', 'output']

const WORDS = 'the quick brown fox jumps over a lazy dog while seven wizards box'.split(' ')
const FOREIGN = ['voilà', '“Ærø”', '日本語', 'it’s', '🎉']

export function toLine(index: number, corpus: Corpus, direction: Direction): string {
  const isForeign = corpus !== 'ascii'
  const line = JSON.stringify(
    direction === 'input' ? toInput(index, isForeign, corpus === 'unlike') : toOutput(index, isForeign),
  )
  return corpus === 'escapes' ? withEscapes(line) : line
}

/** With a character beyond Latin-1 in each text, as nearly all have one: a quote, a dash, an emoji. */
function textOf(seed: number, isForeign: boolean, length: number): string {
  let text = isForeign ? 'It’s ' : ''
  for (let word = seed; text.length < length; word += 7)
    text += `${isForeign && word % 97 === 0 ? FOREIGN[word % FOREIGN.length]! : WORDS[word % WORDS.length]!} `
  return text
}

const withEscapes = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const toInput = (index: number, isForeign: boolean, isUnlike: boolean): object => ({
  custom_id: `request-${index}`,
  method: 'POST',
  url: '/v1/chat/completions',
  body: {
    model: 'claude',
    messages: [
      { role: 'system', content: textOf(index, isForeign, 300) },
      { role: 'user', content: textOf(index + 1, isForeign, 1500) },
    ],
    max_tokens: 512,
    temperature: 0.2,
    ...(isUnlike && { user: `user-${index}` }),
  },
})

const toOutput = (index: number, isForeign: boolean): object => ({
  modelInput: {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 512,
    messages: [{ role: 'user', content: textOf(index, isForeign, 600) }],
  },
  modelOutput: {
    id: `msg_bdrk_${index}`,
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-4-5-20251001',
    content: [{ type: 'text', text: textOf(index + 1, isForeign, 1000) }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 250, output_tokens: 210, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
  },
  recordId: `request-${index}`,
})
