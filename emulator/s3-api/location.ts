import { signedHeadOf } from '../auth/signed-head.ts'
import type { S3Request } from './request.ts'

/** Where an object is, in the style of address that the request came with. AWS: slashes of the key are encoded too. */
export function locationOf({ bucket, headers, stream }: S3Request, key: string): string {
  const isInHost = stream.url === `/${bucket}${signedHeadOf(stream).url}`
  return `http://${headers.host ?? 'localhost'}/${isInHost ? '' : `${bucket}/`}${encodeURIComponent(key)}`
}
