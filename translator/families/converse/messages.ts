import type { Block, Turn } from '../../chat/conversation.ts'
import { inlineSystem } from '../../chat/inline-system.ts'
import { fitPrefill } from '../../chat/prefill.ts'
import { invalidValue, unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { Documents } from './documents.ts'
import { toImage } from './images.ts'
import { CACHE_POINT, type MessageForm } from './message-form.ts'
import { isOwnThought, toReasoning } from './thoughts.ts'

/** Turns as `messages` of Converse, which Nova's own form shares: a list of blocks in each, users and assistants in turn. */
export function toMessages(turns: Turn[], form: MessageForm, report: LossReport): JsonObject[] {
  const documents = new Documents(report)
  const sent = fitPrefill(inlineSystem(withoutThoughts(turns, form, report)), form.untaken.prefill, report)
  return sent.map((turn) => {
    const content = turn.blocks.map((block) => toBlock(block, form, documents))
    checkContent(turn, form)
    return { role: turn.role, content }
  })
}

function withoutThoughts(turns: Turn[], { takesThoughts }: MessageForm, report: LossReport): Turn[] {
  return turns.flatMap((turn): Turn[] => {
    if (turn.role !== 'assistant') return [turn]
    const blocks = turn.blocks.filter(
      (block) => block.type !== 'thinking' || (takesThoughts && isOwnThought(block.block)),
    )
    if (blocks.length === turn.blocks.length) return [turn]
    report.drop(
      `${turn.path}.thinking_blocks`,
      takesThoughts ? 'Claude takes only thoughts that it has signed.' : 'This model does not take its thoughts back.',
    )
    return blocks.length > 0 ? [{ ...turn, blocks }] : []
  })
}

function checkContent({ blocks, path }: Turn, { most }: MessageForm): void {
  for (const type of ['image', 'document'] as const) {
    const one = blocks.filter((block) => block.type === type)[most[type]]
    if (one?.type === type)
      throw invalidValue(one.path, `one message has at most ${most[type]} blocks of type ${type}.`)
  }
  // AWS: "A text block must be included when using documents."
  if (blocks.some(({ type }) => type === 'document') && !blocks.some(({ type }) => type === 'text'))
    throw invalidValue(path, 'a message with a document must have text beside it.')
}

function toBlock(block: Block, form: MessageForm, documents: Documents): JsonObject {
  const { untaken, takesCachePoints } = form
  switch (block.type) {
    case 'text':
      return { text: block.text, ...(block.isCached && takesCachePoints && CACHE_POINT) }
    case 'image':
      return toImage(block, untaken)
    case 'document':
      if (untaken.document !== undefined) throw unsupportedValue(block.path, untaken.document)
      return documents.toBlock(block)
    case 'call':
      if (untaken.call !== undefined) throw unsupportedValue(block.path, untaken.call)
      return { toolUse: { toolUseId: block.id, name: block.name, input: block.input } }
    case 'result': {
      const content = block.content.map((part) => toBlock(part, form, documents))
      return { toolResult: { toolUseId: block.callId, content } }
    }
    default:
      return toReasoning(block.block)
  }
}
