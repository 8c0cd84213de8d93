import { validateHeaderValue } from 'node:http'
import type { GetObjectOutput, GetObjectRequest, HeadObjectRequest } from '@aws-sdk/client-s3'
import { DEFAULT_STORAGE_CLASS, type StoredObject } from '../object-store/stored-object.ts'
import { checksumOf, encryptionOf } from './attributes.ts'
import { checkReadConditions } from './conditions.ts'
import { invalidArgument, invalidPartNumber, rangeAndPartNumber } from './errors.ts'
import type { Answerable, S3Context } from './operation.ts'
import { checkPartNumber } from './part-number.ts'
import { parseRange, toContentRange, type ByteRange } from './range.ts'

type ReadRequest = GetObjectRequest | HeadObjectRequest

export interface ObjectRead {
  object: StoredObject
  range: ByteRange
  /** All but the body. */
  output: Answerable<Omit<GetObjectOutput, 'Body'>>
}

/** What GetObject and HeadObject have in common. A body must be opened in the same turn. */
export function readObject(input: ReadRequest, { store, request }: S3Context): ObjectRead {
  const object = store.objects.get(request.bucket, request.key)
  checkReadConditions(object, {
    ifMatch: input.IfMatch,
    ifNoneMatch: input.IfNoneMatch,
    ifModifiedSince: input.IfModifiedSince,
    ifUnmodifiedSince: input.IfUnmodifiedSince,
  })
  const part = partRangeOf(input, object)
  const partial = part ?? parseRange(input.Range, object.size)
  const range = partial ?? { start: 0, end: object.size }
  const { attributes, checksum } = object
  const output: ObjectRead['output'] = {
    AcceptRanges: 'bytes',
    ETag: object.etag,
    LastModified: new Date(object.lastModifiedAt),
    ContentLength: range.end - range.start,
    ContentRange: partial && object.size > 0 ? toContentRange(partial, object.size) : undefined,
    PartsCount: part && object.parts?.length,
    TagCount: attributes.tags?.length || undefined,
    Metadata: attributes.metadata,
    StorageClass:
      attributes.storageClass === DEFAULT_STORAGE_CLASS ? undefined : (attributes.storageClass as 'STANDARD_IA'),
    ...encryptionOf(attributes),
    ...headersOf(object, input),
    // A checksum of all bytes beside some of them would look wrong to every client that verifies it.
    ...(input.ChecksumMode === 'ENABLED' && !partial ? checksumOf(checksum) : {}),
  }
  return { object, range, output }
}

/** AWS: one part of a multipart upload; an object that came in one piece is its own first part. */
function partRangeOf({ PartNumber: number, Range: range }: ReadRequest, object: StoredObject): ByteRange | undefined {
  if (number === undefined) return undefined
  if (range !== undefined) throw rangeAndPartNumber()
  checkPartNumber(number)
  const sizes = object.parts?.map(({ size }) => size) ?? [object.size]
  const size = sizes[number - 1]
  if (size === undefined) throw invalidPartNumber(number, sizes.length)
  const start = sizes.slice(0, number - 1).reduce((sum, before) => sum + before, 0)
  return { start, end: start + size }
}

/** Headers as they were stored, or as the query wants them in this one answer. */
function headersOf({ attributes: { headers } }: StoredObject, input: ReadRequest): Answerable<GetObjectOutput> {
  const expires = input.ResponseExpires
  return {
    ContentType: wanted(input.ResponseContentType, 'response-content-type') ?? headers['content-type'],
    CacheControl: wanted(input.ResponseCacheControl, 'response-cache-control') ?? headers['cache-control'],
    ContentDisposition:
      wanted(input.ResponseContentDisposition, 'response-content-disposition') ?? headers['content-disposition'],
    ContentEncoding: wanted(input.ResponseContentEncoding, 'response-content-encoding') ?? headers['content-encoding'],
    ContentLanguage: wanted(input.ResponseContentLanguage, 'response-content-language') ?? headers['content-language'],
    Expires: expires?.toUTCString() ?? headers['expires'],
  }
}

/** Throws `InvalidArgument` for what would not pass as one header. */
function wanted(value: string | undefined, parameter: string): string | undefined {
  if (value === undefined) return undefined
  try {
    validateHeaderValue(parameter, value)
  } catch {
    throw invalidArgument('Header value cannot be represented using ISO-8859-1.', parameter, value)
  }
  return value
}
