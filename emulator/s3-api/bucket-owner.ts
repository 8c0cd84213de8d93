import { invalidBucketOwner, notTheOwner } from './errors.ts'
import type { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'

/** Holds a bucket against the account that the client expects it to belong to; a bucket that is not there passes. */
export function checkBucketOwner(expected: unknown, bucket: string, { buckets }: EmbeddedObjectStore): void {
  if (typeof expected !== 'string') return
  if (!/^[0-9]{12}$/.test(expected)) throw invalidBucketOwner(expected)
  const owner = buckets.find(bucket)?.account
  if (owner !== undefined && owner !== expected) throw notTheOwner()
}
