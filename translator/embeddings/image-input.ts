import { parseDataUrl } from '../chat/data-url.ts'
import { IMAGE_FORMATS } from '../chat/conversation.ts'
import { invalidValue } from '../errors.ts'

export interface ImageInput {
  format: (typeof IMAGE_FORMATS)[number]
  base64: string
}

/**
 * The image that an input is, for models that embed images too: OpenAI's embeddings know texts only, so clients (LiteLLM's)
 * send an image as its data URL. `undefined` for a text. Throws a LineError for what begins as an image and is none.
 */
export function readImageInput(input: string): ImageInput | undefined {
  if (!/^data:image\//i.test(input)) return undefined
  const { mediaType, base64 } = parseDataUrl(input, 'input')
  const format = IMAGE_FORMATS.find((name) => mediaType === `image/${name}`)
  if (!format) throw invalidValue('input', `${mediaType} is not one of ${IMAGE_FORMATS.join(', ')}.`)
  return { format, base64 }
}
