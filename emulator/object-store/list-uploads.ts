import { commonPrefixOf } from './list-objects.ts'
import { LAST_KEY } from './object-index.ts'
import type { MultipartUpload, UploadIndex, WalkFrom } from './upload-index.ts'

/** Where a listing of uploads goes on: behind a key or a common prefix, or behind one upload of a key. */
export interface UploadPosition {
  key: string
  uploadId: string | undefined
}

export interface UploadQuery {
  prefix: string
  /** `''`: no common prefixes. */
  delimiter: string
  after: UploadPosition | undefined
  /** Most uploads and common prefixes, together. */
  limit: number
}

export interface UploadListing {
  uploads: MultipartUpload[]
  commonPrefixes: string[]
  /** `undefined` where nothing is left. */
  next: UploadPosition | undefined
}

/** One page of a bucket's unfinished uploads. Those below a common prefix are stepped over, as keys are in listObjects(). */
export function listUploads(index: UploadIndex, bucket: string, query: UploadQuery): UploadListing {
  const { prefix, delimiter, after, limit } = query
  const listing: UploadListing = { uploads: [], commonPrefixes: [], next: undefined }
  if (limit === 0) return listing
  let from = startOf(index, bucket, query)
  let last: UploadPosition | undefined
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const upload of index.walk(bucket, from, prefix + LAST_KEY)) {
      const commonPrefix = commonPrefixOf(upload.key, prefix, delimiter)
      if (commonPrefix === undefined || commonPrefix !== after?.key) {
        if (listing.uploads.length + listing.commonPrefixes.length === limit) return { ...listing, next: last }
        if (commonPrefix === undefined) listing.uploads.push(upload)
        else listing.commonPrefixes.push(commonPrefix)
        last = { key: commonPrefix ?? upload.key, uploadId: commonPrefix === undefined ? upload.uploadId : undefined }
      }
      if (commonPrefix !== undefined) {
        from = beforeAllOf(commonPrefix + LAST_KEY)
        isDone = false
        break
      }
    }
  }
  return listing
}

const beforeAllOf = (key: string): WalkFrom => ({ key, initiatedAt: -1, uploadId: '' })

function startOf(index: UploadIndex, bucket: string, { prefix, after }: UploadQuery): WalkFrom {
  if (after === undefined || Buffer.compare(Buffer.from(after.key), Buffer.from(prefix)) < 0) return beforeAllOf(prefix)
  const { key, uploadId } = after
  if (uploadId === undefined) return { key, initiatedAt: Number.MAX_SAFE_INTEGER, uploadId: '' }
  // Where it has ended meanwhile nobody knows its place: rather the others of its key again than one of them never.
  return index.find(bucket, key, uploadId) ?? beforeAllOf(key)
}
