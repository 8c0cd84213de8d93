import type { Turn } from './conversation.ts'

/**
 * Puts each later system message into the user turn that follows it, in its place, or into one of its own where none
 * follows: for models whose conversations know users and assistants only. Turns of one role after another become one.
 */
export function inlineSystem(turns: Turn[]): (Turn & { role: 'user' | 'assistant' })[] {
  if (turns.every(({ role }, index) => role !== 'system' && role !== turns[index - 1]?.role))
    return turns as (Turn & { role: 'user' | 'assistant' })[]
  const inlined: (Turn & { role: 'user' | 'assistant' })[] = []
  for (const turn of turns) {
    const last = inlined.at(-1)
    if (turn.role === 'assistant') {
      if (last?.role === 'assistant') last.blocks.push(...turn.blocks)
      else inlined.push({ ...turn, blocks: [...turn.blocks] })
    } else if (last?.role === 'user') last.blocks.push(...turn.blocks)
    else inlined.push({ role: 'user', blocks: [...turn.blocks], path: turn.path })
  }
  return inlined
}
