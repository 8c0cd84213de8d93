import type { LossReport } from '../loss-report.ts'
import type { Conversation } from './conversation.ts'
import { toTextConversation, type TextConversation } from './text-conversation.ts'

/** A line that begins as a turn does. */
const MARKS = /(?:^|\n)(?:User|Bot):/

export const DIALOGUE = { marks: MARKS, marksAreWords: true }

/**
 * Each turn on a line that says who speaks, as AWS documents it for Titan; what the system says goes before, on lines of its
 * own (UNVERIFIED: no source says how).
 */
export function toDialogue({ system, turns }: TextConversation): string {
  const lines = turns.map(({ role, text }) => `${role === 'user' ? 'User' : 'Bot'}: ${text}`)
  const isOpen = turns.at(-1)?.role === 'assistant'
  return [...(system === undefined ? [] : [system]), ...lines, ...(isOpen ? [] : ['Bot:'])].join('\n')
}

/** For models that go on from a text and know no turns: one user's turn as it stands, more as a dialogue. */
export function toPlainPrompt(conversation: Conversation, report: LossReport): string {
  const isOne = conversation.turns.length === 1
  const texts = toTextConversation(conversation, isOne ? {} : DIALOGUE, report)
  const [first] = texts.turns
  if (texts.turns.length === 1) return texts.system === undefined ? first!.text : `${texts.system}\n${first!.text}`
  report.change('messages', 'This model knows no turns; it is sent them as lines that begin with User: and Bot:.')
  return toDialogue(texts)
}
