import type { Turn } from '../../chat/conversation.ts'

/**
 * Puts into a user's turn each system turn that may not stand where it is. AWS: one must follow a user's turn, and an
 * assistant's must follow it, or none ("Mid-conversation system messages").
 */
export function placeSystem(conversation: Turn[]): Turn[] {
  const turns = joined(conversation)
  const mayStand = (index: number): boolean =>
    turns[index - 1]?.role === 'user' && (turns[index + 1]?.role ?? 'assistant') === 'assistant'
  return joined(
    turns.map((turn, index): Turn => (turn.role !== 'system' || mayStand(index) ? turn : { ...turn, role: 'user' })),
  )
}

/** Turns of one role after another as one. */
function joined(turns: Turn[]): Turn[] {
  const result: Turn[] = []
  for (const turn of turns) {
    const last = result.at(-1)
    if (last?.role === turn.role)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both are of one role
      result[result.length - 1] = { ...last, blocks: [...last.blocks, ...turn.blocks] } as Turn
    else result.push(turn)
  }
  return result
}
