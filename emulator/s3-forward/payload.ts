import type { ChunkSignatures } from '../auth/chunk-signatures.ts'
import { decodeAwsChunked, type Trailers } from '../s3-api/aws-chunked.ts'
import { trailerNamesOf } from '../s3-api/checksums.ts'
import { headerNotImplemented } from '../s3-api/errors.ts'
import { AWS_CHUNKED, checkLength, contentEncodings } from '../s3-api/request-body.ts'
import { encodeUnsignedChunks } from './encode-unsigned-chunks.ts'
import type { Headers } from './headers.ts'
import {
  SIGNED_CHUNKS,
  SIGNED_CHUNKS_TRAILER,
  STREAMING,
  UNSIGNED_PAYLOAD,
  UNSIGNED_TRAILER,
} from '../auth/payload-forms.ts'

type Body = AsyncIterable<Buffer>

/** What becomes of a body on its way. */
type Recode = (body: Body) => Body

const HASH = 'x-amz-content-sha256'
const DECODED_LENGTH = 'x-amz-decoded-content-length'

/**
 * Says in the headers how the body is signed towards the far end, and returns what must happen to it for that, if anything: chunks
 * that the client signed are of no use there. Whatever the far end can check, it checks: hashes and checksums go on with the body.
 */
export function recodePayload(headers: Headers, signatures?: ChunkSignatures): Recode | undefined {
  const form = formOf(headers)
  if (form === SIGNED_CHUNKS || form === AWS_CHUNKED)
    return takeOffChunks(headers, { isSigned: form === SIGNED_CHUNKS, signatures })
  if (form === SIGNED_CHUNKS_TRAILER) return replaceChunks(headers, signatures)
  if (form.startsWith(STREAMING) && form !== UNSIGNED_TRAILER) throw headerNotImplemented(HASH)
  headers.set(HASH, form)
  return undefined
}

/** The payload hash; where it does not say that the body is chunked, the content's encoding may. */
function formOf(headers: Headers): string {
  const hash = headers.get(HASH) ?? UNSIGNED_PAYLOAD
  if (hash.startsWith(STREAMING) || !contentEncodings(headers.get('content-encoding')).includes(AWS_CHUNKED))
    return hash
  return headers.has('x-amz-trailer') ? UNSIGNED_TRAILER : AWS_CHUNKED
}

interface Framing {
  isSigned: boolean
  signatures: ChunkSignatures | undefined
}

function takeOffChunks(headers: Headers, framing: Framing): Recode {
  const decodedLength = decodedLengthOf(headers)
  headers.set(HASH, UNSIGNED_PAYLOAD)
  headers.set('content-length', String(decodedLength))
  headers.delete('transfer-encoding')
  headers.delete(DECODED_LENGTH)
  setEncodings(headers, encodingsWithoutChunks(headers))
  return (body) => decodeAwsChunked(body, { ...framing, decodedLength, trailerNames: undefined }, new Map())
}

function replaceChunks(headers: Headers, signatures: ChunkSignatures | undefined): Recode {
  const decodedLength = decodedLengthOf(headers)
  const trailerNames = trailerNamesOf(Object.fromEntries(headers))
  headers.set(HASH, UNSIGNED_TRAILER)
  // How long the trailing headers are shows at the end only.
  headers.delete('content-length')
  headers.set('transfer-encoding', 'chunked')
  setEncodings(headers, [AWS_CHUNKED, ...encodingsWithoutChunks(headers)])
  return (body) => {
    const trailers: Trailers = new Map()
    return encodeUnsignedChunks(
      decodeAwsChunked(body, { decodedLength, isSigned: true, trailerNames, signatures }, trailers),
      trailers,
    )
  }
}

const decodedLengthOf = (headers: Headers): number => checkLength(headers.get(DECODED_LENGTH))

const encodingsWithoutChunks = (headers: Headers): string[] =>
  contentEncodings(headers.get('content-encoding')).filter((encoding) => encoding !== AWS_CHUNKED)

function setEncodings(headers: Headers, encodings: string[]): void {
  if (encodings.length === 0) headers.delete('content-encoding')
  else headers.set('content-encoding', encodings.join(','))
}
