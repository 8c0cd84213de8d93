import { refuse, textOf, type Reader } from './option-readers.ts'

/** The S3 behind the door: the embedded store, a MinIO in a container, or any S3 by its URL (scheme, host and port). */
export type S3Choice = 'embedded' | 'minio' | (string & {})

/** The last release of MinIO that its makers published as an image. */
export const DEFAULT_S3_IMAGE = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z'

const ORIGIN = /^https?:\/\/[^\s/?#@\\]+\/?$/i

export const readS3: Reader<S3Choice> = (value, name) => {
  if (value === 'embedded' || value === 'minio') return value
  if (typeof value === 'string' && ORIGIN.test(value) && URL.canParse(value)) return new URL(value).origin
  return refuse(
    name,
    typeof value === 'string' ? withoutSecrets(value) : value,
    'must be embedded, minio, or the URL of an S3 such as http://127.0.0.1:9000: http or https, without user, path and query; credentials come from the environment',
  )
}

/** Whoever writes credentials into the URL shall not find them in a log. */
const withoutSecrets = (text: string): string => text.replace(/\/\/.*@/s, '//…@').replace(/\?.*/s, '?…')

export const readS3Image = textOf(
  /^[a-z0-9][\w./:@-]{0,254}$/i,
  `the name of an image of MinIO such as ${DEFAULT_S3_IMAGE}`,
)

interface S3Options {
  s3: S3Choice
  s3Image: string | undefined
  s3Reuse: boolean
}

/** Options that only mean something beside another are not passed over in silence. Throws a ConfigError. */
export function checkS3Options({ s3, s3Image, s3Reuse }: S3Options): void {
  if (s3 === 'minio') return
  const wayOut = `is for s3: minio, and s3 is ${JSON.stringify(s3)}; give --s3 minio too, or leave it out`
  if (s3Reuse) refuse('s3Reuse', s3Reuse, `it ${wayOut}`)
  if (s3Image !== undefined) refuse('s3Image', s3Image, `it ${wayOut}`)
}
