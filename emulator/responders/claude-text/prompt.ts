import type { Turn } from '../../answers/answers.ts'

const HUMAN = '\n\nHuman:'
const ASSISTANT = '\n\nAssistant:'
const LABELS = /(\n\nHuman:|\n\nAssistant:)/

/** What stands before the first label, and then labels and texts by turns. Claude forgives a missing start of the first. */
function splitPrompt(prompt: string): { before: string; labels: string[]; texts: string[] } {
  const start = prompt.trimStart()
  const [before, ...pieces] = (start.startsWith('Human:') ? `\n\n${start}` : prompt).split(LABELS)
  return {
    before: before!.trim(),
    labels: pieces.filter((_, at) => at % 2 === 0),
    texts: pieces.filter((_, at) => at % 2 === 1).map((text) => text.trim()),
  }
}

/**
 * What Claude says of a prompt that it does not take; turns need not alternate. Sources: Anthropic's page "Prompt
 * validation"; texts: spring-projects/spring-ai#404, gitlab-org/gitlab#435911. That both come with a comma between them was
 * seen in 2023 (langchain-ai/langchain PR 11090), behind `Invalid prompt: `.
 */
export function complaintAbout(prompt: string): string | undefined {
  const { labels } = splitPrompt(prompt)
  const complaints = [
    ...(labels[0] === HUMAN ? [] : [`prompt must start with "${HUMAN}" turn after an optional system prompt`]),
    ...(labels.at(-1) === ASSISTANT ? [] : [`prompt must end with "${ASSISTANT}" turn`]),
  ]
  return complaints.length > 0 ? complaints.join(', ') : undefined
}

/** The turns of a prompt that Claude takes, without the empty one in which it is to answer. */
export function readClaudePrompt(prompt: string): Turn[] {
  const { before, labels, texts } = splitPrompt(prompt)
  const turns = labels.map((label, at): Turn => ({ role: label === HUMAN ? 'user' : 'assistant', text: texts[at]! }))
  const said = texts.at(-1) === '' ? turns.slice(0, -1) : turns
  return before === '' ? said : [{ role: 'system', text: before }, ...said]
}
