import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { EmbeddedObjectStore } from '../../emulator/object-store/embedded-object-store.ts'
import type { ObjectStore } from '../../emulator/object-store/object-store.ts'

/** An empty folder that `dispose` removes. */
export function temporaryFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'outcrop-test-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** An embedded store with buckets `in-put` and `out-put` of us-east-1. */
export function storeIn(folder: string, database: Database = new SqliteDatabase(':memory:')): EmbeddedObjectStore {
  const bodies = join(folder, 'objects')
  mkdirSync(bodies, { recursive: true })
  const store = new EmbeddedObjectStore({ database, folder: bodies, durable: false, now: () => 0 })
  for (const name of ['in-put', 'out-put'])
    if (!store.buckets.find(name)) store.buckets.create({ name, region: 'us-east-1', account: '000000000000' })
  return store
}

/** The files of such a store in which bodies are, or are being written. */
export const bodyFilesOf = (folder: string): string[] =>
  readdirSync(join(folder, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

export async function putText(store: ObjectStore, bucket: string, key: string, text: string | Buffer): Promise<void> {
  const writer = store.write(bucket, key, { contentType: 'application/octet-stream' })
  await writer.write(Buffer.from(text as string))
  await writer.complete()
}

export async function readText(store: ObjectStore, bucket: string, key: string): Promise<string> {
  return Buffer.concat(await (await store.read(bucket, key)).toArray()).toString()
}

export async function keysOf(store: ObjectStore, bucket: string): Promise<string[]> {
  return await Array.fromAsync(store.list(bucket, ''), ({ key }) => key)
}
