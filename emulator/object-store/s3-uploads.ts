import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { ObjectStoreError, type Abortable } from './object-store.ts'
import type { S3Requests } from './s3-requests.ts'

/** An object, and how long something may be done about it. */
export interface Place extends Abortable {
  bucket: string
  key: string
}

/** Ends every multipart upload of exactly this key, its parts removed; resolves to how many there were. */
export async function abortUploads(requests: S3Requests, { bucket, key, signal }: Place): Promise<number> {
  const uploadIds = await Array.fromAsync(uploadIdsOf(requests, { bucket, key, signal }))
  for (const UploadId of uploadIds) {
    const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId })
    try {
      await requests.send(command, { missing: 'noSuchKey', signal })
    } catch (error) {
      // It has ended meanwhile, or the answer to an earlier attempt was lost.
      if (!(error instanceof ObjectStoreError) || error.kind !== 'noSuchUpload') throw error
    }
  }
  return uploadIds.length
}

async function* uploadIdsOf(requests: S3Requests, { bucket, key, signal }: Place): AsyncGenerator<string> {
  // MinIO knows no prefix but a whole key. Keys may hold characters that XML cannot.
  const query = { Bucket: bucket, Prefix: key, EncodingType: 'url' as const }
  for (let markers: { KeyMarker: string; UploadIdMarker: string | undefined } | undefined; ;) {
    const page = await requests.send(new ListMultipartUploadsCommand({ ...query, ...markers }), {
      missing: 'noSuchBucket',
      signal,
    })
    for (const upload of page.Uploads ?? [])
      if (decodeKey(upload.Key!, page.EncodingType) === key) yield upload.UploadId!
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return
    markers = { KeyMarker: decodeKey(page.NextKeyMarker, page.EncodingType), UploadIdMarker: page.NextUploadIdMarker }
  }
}

/** AWS: a key as in forms, where a plus is a space. Some S3s do not encode though they are asked to, and say so. */
export const decodeKey = (key: string, encoding: string | undefined): string =>
  encoding === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key
