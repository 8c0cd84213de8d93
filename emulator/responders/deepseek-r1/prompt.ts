import type { Turn } from '../../answers/answers.ts'

/** What a prompt says, and how far its last words have got with the answer. */
export interface R1Prompt {
  turns: Turn[]
  /** The prompt has opened the thoughts, the answer opens them itself, or the answer was begun after them. */
  thoughts: 'opened' | 'unopened' | 'over'
}

const BEGIN = '<｜begin▁of▁sentence｜>'
const END = '<｜end▁of▁sentence｜>'
const ROLES = new Map<string, Turn['role']>([
  [BEGIN, 'system'],
  ['<｜User｜>', 'user'],
  ['<｜Assistant｜>', 'assistant'],
])

/** Splits a prompt at its marks, which stay in the list at odd places: bars of full width, blocks for spaces. */
const MARKS = /(<｜(?:begin▁of▁sentence|end▁of▁sentence|User|Assistant)｜>)/

const isUnclosed = (text: string): boolean => text.startsWith('<think>') && !text.includes('</think>')

/** `undefined` when the prompt does not follow the template. Space around texts is not part of them. */
function parseTurns(prompt: string): Turn[] | undefined {
  const [before, ...pieces] = prompt.split(MARKS)
  const turns: Turn[] = [{ role: 'system', text: before!.trim() }]
  for (let at = 0; at < pieces.length; at += 2) {
    const [mark, text] = [pieces[at]!, pieces[at + 1]!.trim()]
    const role = ROLES.get(mark)
    if (role) turns.push({ role, text })
    else if (text !== '') return undefined
  }
  return turns.some(({ role }) => role === 'user') ? turns : undefined
}

/**
 * Source of the template: AWS's page "DeepSeek models", which has line feeds around it. A prompt that does not follow it is one
 * turn of the user.
 */
export function readR1Prompt(prompt: string): R1Prompt {
  const turns = parseTurns(prompt)
  if (!turns) return { turns: [{ role: 'user', text: prompt }], thoughts: 'unopened' }
  const isEnded = prompt.trimEnd().endsWith(END)
  const last = turns.at(-1)!
  const isOpen = last.role === 'assistant' && !isEnded
  const isThinking = isOpen && isUnclosed(last.text)
  const isBegun = isOpen && !isThinking && last.text !== ''
  return {
    turns: turns.filter((turn) => turn.text !== '' && !(isThinking && turn === last)),
    thoughts: isThinking ? 'opened' : isBegun ? 'over' : 'unopened',
  }
}
