import type { TextConversation } from '../../chat/text-conversation.ts'

const HUMAN = '\n\nHuman:'
const ASSISTANT = '\n\nAssistant:'

/** By these words alone Claude tells the turns apart. */
export const MARKS = /\n\n(?:Human|Assistant):/

/**
 * As AWS's page on Claude's text completions has it. What the system says goes before the first turn, as Anthropic documents
 * it for Claude 2.1; that older ones take it there is UNVERIFIED.
 */
export function toPrompt({ system = '', turns }: TextConversation): string {
  const told = turns.map(({ role, text }) => `${role === 'user' ? HUMAN : ASSISTANT} ${text}`)
  const isOpen = turns.at(-1)?.role === 'assistant'
  return `${system}${told.join('')}${isOpen ? '' : ASSISTANT}`
}
