import type { TextConversation } from '../../chat/text-conversation.ts'

/** Special tokens have bars of full width (U+FF5C) and blocks for spaces (U+2581); nothing else is written like this. */
export const MARKS = /<｜[^｜<>]{1,64}｜>/

const BEGIN = '<｜begin▁of▁sentence｜>'
const USER = '<｜User｜>'
const ASSISTANT = '<｜Assistant｜>'
const END = '<｜end▁of▁sentence｜>'

/** As AWS's page on DeepSeek and LiteLLM write it: no line feed anywhere but after the tag that has the model think first. */
export function toPrompt({ system = '', turns }: TextConversation): string {
  const isOpen = turns.at(-1)?.role === 'assistant'
  const told = turns.map(({ role, text }, index) => {
    if (role === 'user') return `${USER}${text}`
    return `${ASSISTANT}${text}${isOpen && index === turns.length - 1 ? '' : END}`
  })
  return `${BEGIN}${system}${told.join('')}${isOpen ? '' : `${ASSISTANT}<think>\n`}`
}
