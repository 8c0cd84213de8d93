import type { Turn } from './conversation.ts'
import type { LossReport } from '../loss-report.ts'
import type { Tool } from './tools.ts'

/** Names of the tools that a conversation calls, each once. */
export function namesOfCalls(turns: Turn[]): string[] {
  const blocks = turns.flatMap((turn) => (turn.role === 'assistant' ? turn.blocks : []))
  return [...new Set(blocks.flatMap((block) => (block.type === 'call' ? block.name : [])))]
}

/** Definitions for a conversation with calls that brings none, for models that want them with any call. */
export function toolsOfCalls(turns: Turn[], report: LossReport): Tool[] {
  const names = namesOfCalls(turns)
  if (names.length > 0)
    report.change(
      'tools',
      'The conversation calls tools that are not defined; definitions without parameters are sent.',
    )
  return names.map((name) => ({
    name,
    description: undefined,
    schema: { type: 'object', properties: {} },
    isStrict: false,
    path: 'tools',
  }))
}
