import type { Random } from '../random.ts'
import type { ChatAsk, Question } from './answers.ts'

const LONGEST_QUOTE = 60

// Plain and true of every answer, so that nobody takes one for a model's.
const REMARKS = [
  'The whole request was read first.',
  'No model was asked for it.',
  'Its words were picked by the request alone.',
  'The same request gets the same words again.',
  'Nothing here was thought up by a model.',
  'It stands where a real answer would stand.',
  'It is made up, but it is always the same.',
  'Treat it as a placeholder with a stable text.',
]

const THOUGHTS = [
  'The request is clear enough to be answered at once.',
  'The turns were read in order, the last one twice.',
  'A short answer will do here.',
  'Two answers are possible, and the shorter one is better.',
  'Nothing in the request asks for a longer answer.',
]

const pick = (sentences: string[], random: Random): string => sentences[random.integer(sentences.length)]!

const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code < 0x80 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : /\s/.test(text[at]!)
}

/** The first words of a text with one space between them; no more of a text of megabytes than is quoted. */
function startOnOneLine(text: string): string {
  let line = ''
  for (let at = 0; at < text.length && line.length <= 2 * LONGEST_QUOTE;) {
    while (at < text.length && isSpace(text, at)) at += 1
    const start = at
    const longest = start + 2 * LONGEST_QUOTE + 1
    while (at < Math.min(text.length, longest) && !isSpace(text, at)) at += 1
    if (at > start) line += line === '' ? text.slice(start, at) : ` ${text.slice(start, at)}`
  }
  return line.toWellFormed()
}

/** Where so many characters of a text end. */
function endOfCharacters(text: string, count: number): number {
  let at = 0
  for (let seen = 0; seen < count && at < text.length; seen += 1) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

// Words of ASCII with one space between them, longer than what is quoted: nearly every text begins so.
const PLAIN_START = new RegExp(`^(?:[!-~] ?){${LONGEST_QUOTE + 1}}`)

/** The start of a text on one line, cut between words where there is a space, and never within a character. */
function quoteStart(text: string): string {
  const isPlain = PLAIN_START.test(text)
  const line = isPlain ? text : startOnOneLine(text)
  const end = isPlain ? LONGEST_QUOTE : endOfCharacters(line, LONGEST_QUOTE)
  if (end === line.length) return line
  const start = line.slice(0, end)
  const space = start.lastIndexOf(' ')
  return space > start.length / 2 ? `${start.slice(0, space)} …` : `${start}…`
}

const isPrefilled = ({ turns }: ChatAsk): boolean => turns.at(-1)?.role === 'assistant'

function subjectOf({ turns }: ChatAsk): string {
  const quote = quoteStart(turns.findLast(({ role }) => role === 'user')?.text ?? '')
  return quote === '' ? 'a request without user text' : `"${quote}"`
}

const toReference = (random: Random): string =>
  random
    .integer(2 ** 32)
    .toString(16)
    .padStart(8, '0')

/**
 * Part of Outcrop's public surface: begins with `[outcrop:FAMILY]`, quotes the start of the last user turn, and ends with a
 * reference of eight digits by which answers to different requests (and choices of one answer) differ. One line.
 * When the last turn is the assistant's own, it says that it goes on from there.
 */
export function syntheticText({ ask, family }: Question<ChatAsk>, choiceNumber: number, random: Random): string {
  const kind = isPrefilled(ask) ? 'continuation of the answer' : 'answer'
  const ofChoices = ask.choiceCount > 1 ? `, choice ${choiceNumber} of ${ask.choiceCount}` : ''
  const ending = `Its reference is ${toReference(random)}${ofChoices}.`
  return `[outcrop:${family}] Synthetic ${kind} to ${subjectOf(ask)}: ${pick(REMARKS, random)} ${ending}`
}

/** What a model says that it thought, in the manner of syntheticText. */
export const syntheticReasoning = ({ ask, family }: Question<ChatAsk>, random: Random): string =>
  `[outcrop:${family}] Synthetic reasoning about ${subjectOf(ask)}: ${pick(THOUGHTS, random)}`
