import type { Block, Conversation, DocumentBlock, ImageBlock, TextBlock, Turn } from '../../chat/conversation.ts'
import { inlineSystem } from '../../chat/inline-system.ts'
import { fitPrefill } from '../../chat/prefill.ts'
import { invalidValue, unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { Capabilities } from './capabilities.ts'
import { placeSystem } from './late-system.ts'

const isPlain = (blocks: Block[]): blocks is [TextBlock] =>
  blocks.length === 1 && blocks[0]!.type === 'text' && !blocks[0]!.isCached

/** `system`: a text where there is one, blocks where there are more. */
export function toSystem({ system }: Conversation): string | JsonObject[] | undefined {
  if (system.length === 0) return undefined
  return isPlain(system) ? system[0].text : system.map(toBlock)
}

export function toMessages(conversation: Conversation, can: Capabilities, report: LossReport): JsonObject[] {
  const turns = can.lateSystem ? placeSystem(conversation.turns) : inlineSystem(conversation.turns)
  return fitPrefill<Turn>(turns, can.prefill ? undefined : NO_PREFILL, report).map(toMessage)
}

const NO_PREFILL = 'This model does not continue an answer that the client has begun.'

const toMessage = ({ role, blocks }: Turn): JsonObject => ({
  role,
  content: isPlain(blocks) ? blocks[0].text : blocks.map(toBlock),
})

const cached = (isCached: boolean): { cache_control?: JsonObject } =>
  isCached ? { cache_control: { type: 'ephemeral' } } : {}

function toBlock(block: Block): JsonObject {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text, ...cached(block.isCached) }
    case 'image':
      return toImage(block)
    case 'document':
      return toDocument(block)
    case 'call':
      return { type: 'tool_use', id: block.id, name: block.name, input: block.input }
    case 'result':
      return { type: 'tool_result', tool_use_id: block.callId, ...toResultContent(block.content) }
    default:
      return block.block
  }
}

function toResultContent(content: Block[]): { content?: string | JsonObject[] } {
  if (content.length === 0) return {}
  return { content: isPlain(content) ? content[0].text : content.map(toBlock) }
}

function toImage({ source, isCached, path }: ImageBlock): JsonObject {
  if ('s3Uri' in source) throw unsupportedValue(path, 'Claude takes no images out of S3; send it as a data URL.')
  return {
    type: 'image',
    source: { type: 'base64', media_type: `image/${source.format}`, data: source.base64 },
    ...cached(isCached),
  }
}

function toDocument({ mediaType, base64, name, isCached, path }: DocumentBlock): JsonObject {
  const title = name === undefined ? {} : { title: name }
  if (mediaType === 'application/pdf')
    return {
      type: 'document',
      source: { type: 'base64', media_type: mediaType, data: base64 },
      ...title,
      ...cached(isCached),
    }
  if (!mediaType.startsWith('text/')) throw invalidValue(path, `Claude reads PDF and text, and this is ${mediaType}.`)
  const text = Buffer.from(base64, 'base64').toString('utf8')
  return {
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: text },
    ...title,
    ...cached(isCached),
  }
}
