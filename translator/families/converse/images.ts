import { IMAGE_FORMATS, type ImageBlock } from '../../chat/conversation.ts'
import { invalidValue, unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { Untaken } from './message-form.ts'

/** An image as Converse has it; bytes are base64, as they are in JSON. Throws where the model takes no such image. */
export function toImage({ source, path }: ImageBlock, { image, s3Image }: Untaken): JsonObject {
  if (image !== undefined) throw unsupportedValue(path, image)
  if ('base64' in source) return { image: { format: source.format, source: { bytes: source.base64 } } }
  if (s3Image !== undefined) throw unsupportedValue(path, s3Image)
  return { image: { format: formatOf(source.s3Uri, path), source: { s3Location: { uri: source.s3Uri } } } }
}

function formatOf(s3Uri: string, path: string): string {
  const extension = s3Uri.slice(s3Uri.lastIndexOf('.') + 1).toLowerCase()
  const named = extension === 'jpg' ? 'jpeg' : extension
  const format = IMAGE_FORMATS.find((known) => known === named)
  if (!format)
    throw invalidValue(
      `${path}.image_url.url`,
      `its name must end with the format of the image: ${IMAGE_FORMATS.join(', ')}.`,
    )
  return format
}
