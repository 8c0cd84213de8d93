import type { StoredObject } from '../object-store/stored-object.ts'
import { checkBucketOwner } from './bucket-owner.ts'
import { checkCopyConditions } from './conditions.ts'
import { headerNotImplemented, invalidArgument, noSuchBucket, noSuchKey, noSuchVersion } from './errors.ts'
import type { S3Context } from './operation.ts'
import { checkKey } from './target.ts'

/** Members of the inputs of CopyObject and UploadPartCopy. */
interface CopySourceInput {
  CopySource: string | undefined
  CopySourceIfMatch?: string | undefined
  CopySourceIfNoneMatch?: string | undefined
  CopySourceIfModifiedSince?: Date | undefined
  CopySourceIfUnmodifiedSince?: Date | undefined
  ExpectedSourceBucketOwner?: string | undefined
}

const HEADER = 'x-amz-copy-source'

/** The object to copy from, as the conditions want it. Throws an S3Error that names the source. */
export function findCopySource(input: CopySourceInput, { store }: S3Context): StoredObject {
  const { bucket, key } = parseCopySource(input.CopySource!)
  checkBucketOwner(input.ExpectedSourceBucketOwner, bucket, store)
  if (!store.buckets.find(bucket)) throw noSuchBucket(bucket)
  const source = store.objects.find(bucket, key)
  if (!source) throw noSuchKey(key)
  checkCopyConditions(source, {
    ifMatch: input.CopySourceIfMatch,
    ifNoneMatch: input.CopySourceIfNoneMatch,
    ifModifiedSince: input.CopySourceIfModifiedSince,
    ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  })
  return source
}

/** Reads `[/]bucket/key[?versionId=null]`, percent-encoded. Throws `InvalidArgument`. */
function parseCopySource(header: string): { bucket: string; key: string } {
  if (header.startsWith('arn:')) throw headerNotImplemented(HEADER)
  const [path, version] = header.split('?versionId=') as [string, string?]
  if (version !== undefined && version !== 'null') throw noSuchVersion()
  const source = decode(path, header).replace(/^\//, '')
  const slash = source.indexOf('/')
  const [bucket, key] = [source.slice(0, slash), source.slice(slash + 1)]
  if (slash < 1 || key === '')
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', HEADER, header)
  checkKey(key)
  return { bucket, key }
}

/** Clients that do not encode send UTF-8, which Node reads as latin1. */
function decode(path: string, header: string): string {
  try {
    return decodeURIComponent(Buffer.from(path, 'latin1').toString())
  } catch {
    throw invalidArgument('Invalid copy source encoding', HEADER, header)
  }
}
