import { blocksOf, type ClaudeInput, type ClaudeRule, type PlacedBlock } from './input.ts'

interface Turn {
  role: string
  placed: PlacedBlock[]
}

/** The turns as Claude sees them: neighbours of one role are one, and what the system says between them is left out. */
function turnsOf({ messages }: ClaudeInput): Turn[] {
  const turns: Turn[] = []
  for (const [messageIndex, { role, content }] of messages.entries()) {
    if (role === 'system') continue
    if (turns.at(-1)?.role !== role) turns.push({ role, placed: [] })
    for (const [index, block] of blocksOf(content).entries())
      turns.at(-1)!.placed.push({ block, path: `messages.${messageIndex}.content.${index}`, messageIndex })
  }
  return turns
}

const hasCallsOrResults = ({ messages }: ClaudeInput): boolean =>
  messages.some(
    ({ content }) =>
      typeof content === 'object' && content.some(({ type }) => type === 'tool_use' || type === 'tool_result'),
  )

const ofType = (turn: Turn | undefined, type: string): PlacedBlock[] =>
  turn?.placed.filter(({ block }) => block.type === type) ?? []

/** Ids that the turn answers before it says anything else: AWS: a result behind a text does not count. */
function answeredIds(turn: Turn | undefined): Set<string> {
  const placed = turn?.placed ?? []
  const end = placed.findIndex(({ block }) => block.type !== 'tool_result')
  return new Set((end === -1 ? placed : placed.slice(0, end)).map(({ block }) => block.tool_use_id ?? ''))
}

/** Text: OpenHands/OpenHands#7512. */
const callsAnswered = (turns: Turn[]): string | undefined => {
  for (const [index, turn] of turns.entries()) {
    const answered = answeredIds(turns[index + 1])
    const open = ofType(turn, 'tool_use').filter(({ block }) => !answered.has(block.id ?? ''))
    if (open.length > 0)
      return `messages.${open[0]!.messageIndex}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.map(({ block }) => block.id).join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
  }
  return undefined
}

/** Texts: tghamm/Anthropic.SDK#184; of several results for one call seen by several projects in 2026. */
const resultsAsked = (turns: Turn[]): string | undefined => {
  for (const [index, turn] of turns.entries()) {
    const asked = new Set(ofType(turns[index - 1], 'tool_use').map(({ block }) => block.id))
    const seen = new Set<string>()
    for (const { block, path } of ofType(turn, 'tool_result')) {
      const id = block.tool_use_id ?? ''
      if (!asked.has(id))
        return `${path}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
      if (seen.has(id))
        return `${path}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`
      seen.add(id)
    }
  }
  return undefined
}

/** The path in the text is UNVERIFIED. */
const idsUnique = (turns: Turn[]): string | undefined => {
  const seen = new Set<string>()
  for (const { block, path } of turns.flatMap((turn) => ofType(turn, 'tool_use'))) {
    if (seen.has(block.id ?? '')) return `${path}: \`tool_use\` ids must be unique`
    seen.add(block.id ?? '')
  }
  return undefined
}

/** Every call of a tool is answered in the next turn, once, and nothing else is answered. */
export const toolPairRules: ClaudeRule[] = [
  (input) => {
    if (!hasCallsOrResults(input)) return undefined
    const turns = turnsOf(input)
    return idsUnique(turns) ?? resultsAsked(turns) ?? callsAnswered(turns)
  },
]
