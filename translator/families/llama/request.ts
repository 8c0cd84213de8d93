import type { ChatRequest } from '../../chat/chat-request.ts'
import { toTextConversation } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf } from './capabilities.ts'
import type { Template } from './template.ts'

// Where an image stands in the prompts of Llama 3.2 (Meta's model card); that Bedrock wants it there is UNVERIFIED.
const IMAGE_MARK = '<|image|>'

/** A chat completion as one generation of Llama takes it: model-formats §7. */
export function toModelInput(
  { conversation, copied, rest }: ChatRequest,
  { modelId, report }: RequestContext,
  { rules, write }: Template,
): JsonObject {
  const { limit, images: seesImages } = capabilitiesOf(modelId)
  const texts = toTextConversation(conversation, { ...rules, ...(seesImages && { imageMark: IMAGE_MARK }) }, report)
  return {
    prompt: write(texts),
    ...copied,
    max_gen_len: toTokenLimit(rest, limit, report)!,
    ...(texts.images.length > 0 && { images: texts.images }),
  }
}
