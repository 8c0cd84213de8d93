import { base64Size } from '../base64.ts'
import { placedBlocks, type ClaudeRule, type PlacedBlock } from './input.ts'

const LARGEST_IMAGE = 5 * 1024 * 1024

const SIGNATURES: { mediaType: string; matches: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'image/jpeg', matches: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { mediaType: 'image/png', matches: (bytes) => bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/gif', matches: (bytes) => /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)) },
  { mediaType: 'image/webp', matches: (bytes) => /^RIFF[^]{4}WEBP/.test(bytes.toString('latin1', 0, 12)) },
]

/** The type that the first bytes of an image show. */
function imageTypeOf(base64: string): string | undefined {
  const bytes = Buffer.from(base64.slice(0, 24), 'base64')
  return SIGNATURES.find(({ matches }) => matches(bytes))?.mediaType
}

/**
 * Texts: of base64 and of the type seen often in 2026, that of the type on Bedrock too; of the size and of bytes that are no
 * image seen on Anthropic's own API.
 */
function imageFlaw(path: string, data: string, mediaType: string): string | undefined {
  const size = base64Size(data)
  if (size === undefined) return `${path}: invalid base64 data`
  if (size > LARGEST_IMAGE) return `${path}: image exceeds 5 MB maximum: ${size} bytes > ${LARGEST_IMAGE} bytes`
  const actual = imageTypeOf(data)
  if (actual === undefined) return 'Could not process image'
  return actual === mediaType
    ? undefined
    : `${path}: The image was specified using the ${mediaType} media type, but the image appears to be a ${actual} image`
}

/** The text about the PDF is UNVERIFIED. */
function documentFlaw(path: string, data: string): string | undefined {
  if (base64Size(data) === undefined) return `${path}: invalid base64 data`
  const start = Buffer.from(data.slice(0, 8), 'base64').toString('latin1')
  return start.startsWith('%PDF-') ? undefined : `${path}.data: The PDF specified was not valid.`
}

function mediaFlaw({ block: { type, source }, path }: PlacedBlock): string | undefined {
  if (typeof source !== 'object' || source.type !== 'base64') return undefined
  const { data = '', media_type = '' } = source
  const sourcePath = `${path}.${type}.source.base64`
  return type === 'image' ? imageFlaw(sourcePath, data, media_type) : documentFlaw(sourcePath, data)
}

const media: ClaudeRule = ({ messages }) => {
  for (const placed of placedBlocks(messages)) {
    const flaw = mediaFlaw(placed)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

export const mediaRules: ClaudeRule[] = [media]
