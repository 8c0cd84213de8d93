import { unsupportedValue } from '../../errors.ts'
import type { Json, JsonObject } from '../../formats/json-text.ts'
import { parseS3Uri } from '../../formats/s3-uri.ts'
import type { LossReport } from '../../loss-report.ts'
import { parseDataUrl } from '../data-url.ts'
import type { Dialect } from './dialect.ts'
import { dropOthers } from './drop-others.ts'

type Part = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

/** The parts of a content that the conversation's reader has checked; empty texts are left out. */
export function toParts(content: Json | undefined, images: boolean, path: string, report: LossReport): Part[] {
  const list = Array.isArray(content) ? content : [content ?? '']
  return list
    .map((part, index) =>
      typeof part === 'string' ? toText(part) : toPart(part as JsonObject, images, `${path}[${index}]`, report),
    )
    .filter((part) => part.type !== 'text' || part.text !== '')
}

const toText = (text: string): Part => ({ type: 'text', text })

function toPart(part: JsonObject, images: boolean, path: string, report: LossReport): Part {
  const { type } = part as { type: string }
  dropOthers(part, ['type', type], path, report)
  switch (type) {
    case 'image_url':
      return toImage(part.image_url!, images, path, report)
    case 'file':
      throw unsupportedValue(path, 'No model of this family reads documents; send their text.')
    default:
      return toText(part[type] as string)
  }
}

function toImage(image: Json, images: boolean, path: string, report: LossReport): Part {
  if (!images) throw unsupportedValue(path, 'Only text can stand here for this model.')
  const holder = (typeof image === 'string' ? { url: image } : image) as JsonObject
  const url = holder.url as string
  dropOthers(holder, ['url'], `${path}.image_url`, report)
  if (parseS3Uri(url)) throw unsupportedValue(path, 'This model takes no images out of S3; send it as a data URL.')
  const { mediaType, base64 } = parseDataUrl(url, `${path}.image_url.url`)
  return { type: 'image_url', image_url: { url: `data:${mediaType};base64,${base64}` } }
}

/** Parts as content: a text where there is one, nothing where there is none. */
export function toContent(parts: Part[], { parts: takesParts }: Dialect): string | Part[] | undefined {
  if (parts.length === 0) return undefined
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const isText = texts.length === parts.length && (texts.length === 1 || !takesParts)
  return isText ? texts.join('\n') : parts
}
