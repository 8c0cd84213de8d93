export interface S3Uri {
  bucket: string
  /** May be empty (the whole bucket) and may end with a slash. */
  key: string
}

/** Reads `s3://bucket/key`; `undefined` when the text is not of that form. */
export function parseS3Uri(uri: string): S3Uri | undefined {
  if (!uri.startsWith('s3://')) return undefined
  const slash = uri.indexOf('/', 5)
  const bucket = slash < 0 ? uri.slice(5) : uri.slice(5, slash)
  if (bucket === '') return undefined
  return { bucket, key: slash < 0 ? '' : uri.slice(slash + 1) }
}

/** A key prefix that ends with a slash, or nothing: `a/b` and `a/b/` both become `a/b/`. */
export const toFolder = (key: string): string => (key === '' || key.endsWith('/') ? key : `${key}/`)

/** Names that S3 accepts for buckets, but for its few reserved ones: 3 to 63 of a-z, 0-9, dots and hyphens. */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
