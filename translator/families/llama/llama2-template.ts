import type { TextConversation } from '../../chat/text-conversation.ts'
import type { Template } from './template.ts'

/** Each pair of turns is a sequence of its own; the system's text is inside the first user's turn (Meta's llama repository). */
export const llama2Template: Template = {
  rules: { marks: /<\/?s>|\[\/?INST\]|<<\/?SYS>>/ },
  write({ system, turns }: TextConversation): string {
    const head = system === undefined ? '' : `<<SYS>>\n${system}\n<</SYS>>\n\n`
    return turns
      .map(({ role, text }, index) => {
        if (role === 'user') return `<s>[INST] ${index === 0 ? head : ''}${text} [/INST]`
        return index === turns.length - 1 ? ` ${text}` : ` ${text} </s>`
      })
      .join('')
  },
}
