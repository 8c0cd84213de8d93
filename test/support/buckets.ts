import { randomUUID } from 'node:crypto'
import type { EmbeddedObjectStore } from '../../emulator/object-store/embedded-object-store.ts'

/** A bucket that no other test has. */
export function newBucket(store: EmbeddedObjectStore, { region = 'us-east-1', account = '111122223333' } = {}): string {
  const name = `bucket-${randomUUID()}`
  store.buckets.create({ name, region, account })
  return name
}
