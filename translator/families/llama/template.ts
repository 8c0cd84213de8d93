import type { TextConversation, TextRules } from '../../chat/text-conversation.ts'

/** How a generation of Llama has its turns told apart: byte for byte, as it was trained. */
export interface Template {
  rules: TextRules
  write: (conversation: TextConversation) => string
}
