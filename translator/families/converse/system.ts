import type { Block, Conversation, TextBlock } from '../../chat/conversation.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { CACHE_POINT, type MessageForm } from './message-form.ts'

/** `system`, a block for each text. */
export const toSystem = (system: TextBlock[]): JsonObject[] | undefined =>
  system.length > 0 ? system.map(({ text }) => ({ text })) : undefined

/** `system` in one block: Nova follows only one. The separator is a choice of ours. */
export function toOneSystem(system: TextBlock[], { takesCachePoints }: MessageForm): JsonObject[] | undefined {
  if (system.length === 0) return undefined
  const isCached = takesCachePoints && system.some((block) => block.isCached)
  return [{ text: system.map(({ text }) => text).join('\n\n'), ...(isCached && CACHE_POINT) }]
}

/** System texts in the place of a later system message, which the user says: for models that know no system. */
export function systemAsUser(conversation: Conversation, report: LossReport): Conversation {
  const { system, turns } = conversation
  if (system.length === 0) return conversation
  report.change('messages', 'This model has no system prompt; the texts of it stand before the first user message.')
  return { system: [], turns: [{ role: 'system', blocks: system, path: system[0]!.path }, ...turns] }
}

/** Says once which marks of the prompt cache are not sent; they change nothing, as batches do not cache. */
export function reportCacheMarks({ system, turns }: Conversation, form: MessageForm, report: LossReport): void {
  const blocks: Block[] = [...system, ...turns.flatMap((turn): Block[] => turn.blocks)]
  const isLost = (block: Block): boolean =>
    'isCached' in block && block.isCached && !(block.type === 'text' && form.takesCachePoints)
  if (blocks.some(isLost)) report.drop('prompt_cache_breakpoint', 'Batches have no prompt cache.')
}
