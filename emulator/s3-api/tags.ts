import type { Tag } from '../object-store/stored-object.ts'
import { invalidTag, malformedTaggingHeader, malformedXml, tooManyTags } from './errors.ts'

/** What differs between tags of objects and of buckets. */
interface TagRules {
  of: 'Object' | 'Bucket'
  limit: number
  reservedMessage: string
}

const OF_OBJECT: TagRules = { of: 'Object', limit: 10, reservedMessage: 'Your TagKey cannot be prefixed with aws:' }
export const OF_BUCKET: TagRules = {
  of: 'Bucket',
  limit: 50,
  reservedMessage: 'System tags cannot be added/updated by requester',
}

const MAX_KEY_LENGTH = 128
const MAX_VALUE_LENGTH = 256
/** AWS: letters, numbers and spaces of any script, and these marks. */
const TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
const RESERVED = 'aws:'

/** Reads `x-amz-tagging`, which is written as the query of a URL. Throws `InvalidArgument`, `BadRequest`, `InvalidTag`. */
export function parseTaggingHeader(header: string | undefined): Tag[] | undefined {
  if (header === undefined || header === '') return undefined
  const tags = header.split('&').map((pair) => parsePair(pair, header))
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw malformedTaggingHeader(header)
  return checkTags(tags)
}

function parsePair(pair: string, header: string): Tag {
  const [key = '', value = '', ...rest] = pair.split('=')
  if (rest.length > 0) throw malformedTaggingHeader(header)
  return { key: decode(key, header), value: decode(value, header) }
}

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformedTaggingHeader(header)
  }
}

/** Reads the TagSet of a document. Throws `MalformedXML`, `BadRequest`, `InvalidTag`. */
export function readTagSet(
  tagSet: { Key?: string | undefined; Value?: string | undefined }[] | undefined,
  rules = OF_OBJECT,
): Tag[] {
  if (tagSet === undefined) throw malformedXml()
  return checkTags(
    tagSet.map(({ Key: key, Value: value }) => {
      if (key === undefined || value === undefined) throw malformedXml()
      return { key, value }
    }),
    rules,
  )
}

function checkTags(tags: Tag[], { of, limit, reservedMessage } = OF_OBJECT): Tag[] {
  if (tags.length > limit) throw tooManyTags(of, limit)
  const keys = new Set<string>()
  for (const { key, value } of tags) {
    if (keys.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key', { TagKey: key })
    keys.add(key)
    if (key.startsWith(RESERVED)) throw invalidTag(reservedMessage)
    if (key === '' || !isText(key, MAX_KEY_LENGTH))
      throw invalidTag('The TagKey you have provided is invalid', { TagKey: key })
    if (!isText(value, MAX_VALUE_LENGTH))
      throw invalidTag('The TagValue you have provided is invalid', { TagKey: key, TagValue: value })
  }
  return tags
}

/** AWS: lengths are counted in UTF-16, as ours are. */
const isText = (text: string, limit: number): boolean => text.length <= limit && TEXT.test(text)
