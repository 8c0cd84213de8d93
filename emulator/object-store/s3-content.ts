import { createHash, hash } from 'node:crypto'

/** What is known of an object's bytes without reading them. */
export interface Content {
  /** In bytes. */
  size: number
  /** With its quotes. */
  etag: string
}

/** Of an object that was put in one piece. */
export const contentOf = (bytes: Uint8Array): Content => ({ size: bytes.length, etag: `"${hash('md5', bytes)}"` })

/** Of an object that came in parts, by their numbers: its ETag is the MD5 of theirs, with how many they are. */
export function contentOfParts(parts: ReadonlyMap<number, Content>): Content {
  const inOrder = Array.from(parts).toSorted(([a], [b]) => a - b)
  const md5 = createHash('md5')
  for (const [, { etag }] of inOrder) md5.update(Buffer.from(withoutQuotes(etag), 'hex'))
  return {
    size: inOrder.reduce((sum, [, { size }]) => sum + size, 0),
    etag: `"${md5.digest('hex')}-${inOrder.length}"`,
  }
}

/** What HEAD says of an object. */
interface Head {
  ContentLength?: number | undefined
  ETag?: string | undefined
  ServerSideEncryption?: string | undefined
}

/** Whether an object has this content. AWS: with a KMS key an ETag is not of the bytes, so that only the size speaks. */
export function isContent({ size, etag }: Content, head: Head): boolean {
  const { ContentLength, ETag = '', ServerSideEncryption = '' } = head
  const isSameTag = withoutQuotes(ETag) === withoutQuotes(etag)
  return ContentLength === size && (isSameTag || ServerSideEncryption.startsWith('aws:kms'))
}

const withoutQuotes = (etag: string): string => etag.replaceAll('"', '')

export const withQuotes = (etag: string): string => `"${withoutQuotes(etag)}"`
