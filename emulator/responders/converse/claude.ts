import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { capabilitiesOf } from '../claude-messages/models.ts'
import type { ContentBlock, ConverseInput, DocumentBlock, MediaBlock } from './input.ts'
import { responseSchemaOf } from './response-schema.ts'
import type { Model } from '../responder.ts'

const TEXT_FORMATS = new Set(['csv', 'html', 'txt', 'md'])

const textBlock = (text: string): JsonObject => ({ type: 'text', text })

// AWS: a place in S3 does not survive, and Claude misses the type of a source that is empty (maximhq/bifrost PR 6544).
const toImage = ({ format, source: { bytes } }: MediaBlock): JsonObject => ({
  type: 'image',
  source: bytes === undefined ? {} : { type: 'base64', media_type: `image/${format}`, data: bytes },
})

/** Formats that Claude does not read itself are text by then; what Bedrock makes of office files is not known. */
function toDocumentSource({ format = 'txt', source: { bytes, text, content } }: DocumentBlock): JsonObject {
  if (content !== undefined) return { type: 'content', content: content.map((part) => textBlock(part.text)) }
  if (text !== undefined) return { type: 'text', media_type: 'text/plain', data: text }
  if (bytes === undefined) return {}
  if (format === 'pdf') return { type: 'base64', media_type: 'application/pdf', data: bytes }
  const data = TEXT_FORMATS.has(format) ? Buffer.from(bytes, 'base64').toString() : ''
  return { type: 'text', media_type: 'text/plain', data }
}

const toDocument = (document: DocumentBlock): JsonObject => ({
  type: 'document',
  source: toDocumentSource(document),
  title: document.name,
  ...(document.context !== undefined && { context: document.context }),
  ...(document.citations !== undefined && { citations: { ...document.citations } }),
})

/** None for what says nothing to the model: a batch caches nothing. */
function toBlocks(block: ContentBlock): JsonObject[] {
  const { text, image, document, reasoningContent, citationsContent, searchResult, guardContent } = block
  if (text !== undefined) return [textBlock(text)]
  if (image) return [toImage(image)]
  if (document) return [toDocument(document)]
  if (reasoningContent?.reasoningText) {
    const { text: thinking, signature = '' } = reasoningContent.reasoningText
    return [{ type: 'thinking', thinking, signature }]
  }
  if (reasoningContent) return [{ type: 'redacted_thinking', data: reasoningContent.redactedContent ?? '' }]
  if (searchResult) {
    const { source, title, content, citations } = searchResult
    const blocks = content.map((part) => textBlock(part.text))
    return [
      { type: 'search_result', source, title, content: blocks, ...(citations && { citations: { ...citations } }) },
    ]
  }
  if (guardContent?.text) return [textBlock(guardContent.text.text)]
  if (guardContent?.image) return [toImage(guardContent.image)]
  return (citationsContent?.content ?? []).map((part) => textBlock(part.text))
}

/** Leaves out what is not there. */
const present = (members: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

function outputConfigOf(input: ConverseInput): JsonObject | undefined {
  const schema = responseSchemaOf(input)
  const members = present({
    effort: input.outputConfig?.effort,
    format: schema === undefined ? undefined : { type: 'json_schema', schema },
  })
  return Object.keys(members).length === 0 ? undefined : members
}

/** What Converse's own members are in Claude's format. */
export function claudeMembers(input: ConverseInput, model: Model): JsonObject {
  const { inferenceConfig, messages, system = [] } = input
  const systemBlocks = system.flatMap(toBlocks)
  return present({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: inferenceConfig?.maxTokens ?? capabilitiesOf(model).maxTokens,
    messages: messages.map(({ role, content }) => ({ role, content: content.flatMap(toBlocks) })),
    system: systemBlocks.length === 0 ? undefined : systemBlocks,
    temperature: inferenceConfig?.temperature,
    top_p: inferenceConfig?.topP,
    stop_sequences: inferenceConfig?.stopSequences,
    output_config: outputConfigOf(input),
  })
}
