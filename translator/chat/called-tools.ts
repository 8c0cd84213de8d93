import type { Turn } from './conversation.ts'
import type { LossReport } from '../loss-report.ts'
import type { Tool } from './tools.ts'

/** Names of the tools that a conversation calls, each once. */
export function namesOfCalls(turns: Turn[]): string[] {
  const names = new Set<string>()
  for (const { role, blocks } of turns)
    if (role === 'assistant') for (const block of blocks) if (block.type === 'call') names.add(block.name)
  return [...names]
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
