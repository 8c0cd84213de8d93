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

/** The start of a text on one line, cut between words where there is a space, and never within a character. */
function quoteStart(text: string): string {
  let line = ''
  // The pieces end somewhere because a text may be megabytes of one word; no piece ends within the quoted part.
  for (const [piece] of text.matchAll(/\S{1,80}/gu)) {
    line += line === '' ? piece : ` ${piece}`
    if (line.length > 2 * LONGEST_QUOTE) break
  }
  const characters = Array.from(line.toWellFormed())
  if (characters.length <= LONGEST_QUOTE) return line.toWellFormed()
  const start = characters.slice(0, LONGEST_QUOTE).join('')
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
