import type { Rule } from './rules.ts'

/** What the inputs of Converse and of Nova have in common. */
interface Conversation {
  messages: { role: string; content: { text?: string; reasoningContent?: object }[] }[]
  system?: { text?: string }[]
}

type ConversationRule = Rule<Conversation, unknown>

/** Texts: elastic/kibana PR 246393; the second as AWS's own words for years, whether every model still has it is UNVERIFIED. */
const order: ConversationRule = ({ messages }) => {
  if (messages[0]?.role !== 'user')
    return 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
  return messages.some(({ role }, index) => role === messages[index + 1]?.role)
    ? 'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.'
    : undefined
}

const isBlank = ({ text }: { text?: string }): boolean => text?.trim() === ''

/** Texts: archestra-ai/archestra PR 4220 (its second sentence UNVERIFIED), earendil-works/pi#4975; of system by analogy. */
const blanks: ConversationRule = ({ messages, system = [] }) => {
  const empty = messages.findIndex(({ content }) => content.length === 0)
  if (empty !== -1)
    return `The content field in the Message object at messages.${empty} is empty. Add a ContentBlock object to the content field and try again.`
  for (const [message, { content }] of messages.entries()) {
    const blank = content.findIndex(isBlank)
    if (blank !== -1)
      return `The text field in the ContentBlock object at messages.${message}.content.${blank} is blank. Add text to the text field, and try again.`
  }
  const blankSystem = system.findIndex(isBlank)
  return blankSystem === -1
    ? undefined
    : `The text field in the SystemContentBlock object at system.${blankSystem} is blank. Add text to the text field, and try again.`
}

/** The text is UNVERIFIED. */
const thoughts: ConversationRule = ({ messages }) =>
  messages.some(({ role, content }) => role === 'user' && content.some(({ reasoningContent }) => reasoningContent))
    ? 'User messages cannot contain reasoning content. Please remove the reasoning content and try again.'
    : undefined

/** What Converse refuses, and Nova in its words. AWS: Converse hands the same conversation to Nova's models. */
export const conversationRules: ConversationRule[] = [order, blanks, thoughts]
