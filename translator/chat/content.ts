import { LineError, invalidType, invalidValue, missingParameter } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import { parseS3Uri } from '../formats/s3-uri.ts'
import { IMAGE_FORMATS, type DocumentBlock, type ImageBlock, type TextBlock } from './conversation.ts'
import { parseDataUrl, toOnePiece } from './data-url.ts'

type Content = TextBlock | ImageBlock | DocumentBlock

/** Blank to the models that refuse blank text; ASCII, so that it holds for text whose bytes stand for characters too. */
export const isBlank = (text: string): boolean => !(text.charCodeAt(0) > SPACE) && /^[ \t\r\n\f\v]*$/.test(text)

const SPACE = 0x20

/**
 * The blocks of a message's content: a text, or a list of parts. Blank texts are left out, as every model refuses them.
 * Throws a LineError for what no Bedrock model can be given.
 */
export function readContent(content: Json | undefined, path: string): Content[] {
  if (content === undefined || content === null) return []
  if (typeof content === 'string') return toTextBlocks(content, false, path)
  if (!Array.isArray(content)) throw invalidType(path, 'a string or an array', content)
  return content.flatMap((part, index) => readPart(part, `${path}[${index}]`))
}

/** The same where only text can stand. */
export function readTexts(content: Json | undefined, path: string): TextBlock[] {
  return readContent(content, path).map((block) => {
    if (block.type !== 'text') throw invalidValue(block.path, 'only text can stand here.')
    return block
  })
}

const toTextBlocks = (text: string, isCached: boolean, path: string): TextBlock[] =>
  isBlank(text) ? [] : [{ type: 'text', text, isCached, path }]

function readPart(part: Json, path: string): Content[] {
  if (typeof part === 'string') return toTextBlocks(part, false, path)
  if (!isJsonObject(part)) throw invalidType(path, 'an object', part)
  const isCached = isBreakpoint(part)
  switch (part.type) {
    case 'text':
      return toTextBlocks(stringOf(part, 'text', path), isCached, path)
    case 'refusal':
      return toTextBlocks(stringOf(part, 'refusal', path), isCached, path)
    case 'image_url':
      return [readImage(part, path, isCached)]
    case 'file':
      return [readFile(part, path, isCached)]
    case 'input_audio':
      throw invalidValue(path, 'models of Bedrock batches do not hear.')
    default:
      throw invalidValue(`${path}.type`, `${JSON.stringify(part.type)} is not one of text, image_url, file, refusal.`)
  }
}

/** OpenAI's own mark (`prompt_cache_breakpoint`) and the one that LiteLLM's users write (`cache_control`). */
const isBreakpoint = (part: JsonObject): boolean =>
  isJsonObject(part.prompt_cache_breakpoint) || isJsonObject(part.cache_control)

function readImage(part: JsonObject, path: string, isCached: boolean): ImageBlock {
  // LiteLLM and older clients write the URL itself where OpenAI has an object.
  const holder = typeof part.image_url === 'string' ? { url: part.image_url } : part.image_url
  if (!isJsonObject(holder)) throw invalidType(`${path}.image_url`, 'an object', holder)
  const urlPath = `${path}.image_url.url`
  const url = stringOf(holder, 'url', `${path}.image_url`)
  if (parseS3Uri(url)) return { type: 'image', source: { s3Uri: url }, isCached, path }
  if (/^https?:/i.test(url)) throw unfetchable(urlPath)
  const { mediaType, base64 } = parseDataUrl(url, urlPath)
  const format = IMAGE_FORMATS.find((name) => mediaType === `image/${name}`)
  if (!format) throw invalidValue(urlPath, `${mediaType} is not one of ${IMAGE_FORMATS.join(', ')}.`)
  return { type: 'image', source: { format, base64 }, isCached, path }
}

const unfetchable = (param: string): LineError =>
  new LineError(
    `Unsupported value: '${param}'. Bedrock does not fetch URLs; send the image itself as a data URL (data:image/png;base64,…).`,
    { param, code: 'unsupported_value' },
  )

function readFile(part: JsonObject, path: string, isCached: boolean): DocumentBlock {
  const { file } = part
  const filePath = `${path}.file`
  if (!isJsonObject(file)) throw invalidType(filePath, 'an object', file)
  if (typeof file.file_data !== 'string') {
    if (typeof file.file_id === 'string')
      throw invalidValue(`${filePath}.file_id`, 'Bedrock has no files; send the content as file_data.')
    throw missingParameter(`${filePath}.file_data`)
  }
  const name = typeof file.filename === 'string' && file.filename !== '' ? file.filename : undefined
  const { mediaType, base64 } = toData(file.file_data, `${filePath}.file_data`)
  return { type: 'document', mediaType, base64, name, isCached, path }
}

/** OpenAI documents bare base64 of a PDF, and its SDK's samples send a data URL. */
const toData = (data: string, path: string): { mediaType: string; base64: string } =>
  /^data:/i.test(data) ? parseDataUrl(data, path) : { mediaType: 'application/pdf', base64: toOnePiece(data, path) }

function stringOf(object: JsonObject, name: string, path: string): string {
  const value = object[name]
  if (value === undefined || value === null) throw missingParameter(`${path}.${name}`)
  if (typeof value !== 'string') throw invalidType(`${path}.${name}`, 'a string', value)
  return value
}
