import { pathAndQueryOf, signedHeadOf } from '../auth/signed-head.ts'
import type { S3Request } from './request.ts'

/** AWS: where an object is, for clients that ask in the same style of address; the slashes of its key are encoded. */
export function locationOf({ stream, headers }: S3Request, key: string): string {
  const received = pathAndQueryOf(signedHeadOf(stream)).path
  const { path } = pathAndQueryOf({ url: stream.url ?? '/' })
  // The front door changes only what is in front of the key, and a form has none in its path.
  const slash = path.indexOf('/', 1)
  const base = slash < 0 ? received : received.slice(0, received.length - (path.length - slash - 1))
  return `http://${headers.host ?? 'localhost'}${base.replace(/\/?$/, '/')}${encodeURIComponent(key)}`
}
