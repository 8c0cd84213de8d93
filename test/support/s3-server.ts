import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { callerOf } from '../../emulator/auth/credential-scope.ts'
import { openDatabase, type Database } from '../../emulator/database.ts'
import { EmbeddedObjectStore } from '../../emulator/object-store/embedded-object-store.ts'
import { Hashing } from '../../emulator/object-store/hashing.ts'
import type { SpareRoom } from '../../emulator/object-store/spare-room.ts'
import { createS3Api } from '../../emulator/s3-api/index.ts'

export interface EmbeddedStore extends AsyncDisposable {
  store: EmbeddedObjectStore
  database: Database
  /** Of the bodies. */
  folder: string
  /** Turns the time. */
  setNow(now: number): void
}

/** A store of its own, in a temporary folder that goes away with it. */
export function createStore({
  durable = false,
  hashing = new Hashing(),
  spareRoom,
}: { durable?: boolean; hashing?: Hashing; spareRoom?: SpareRoom } = {}): EmbeddedStore {
  const temporary = mkdtempSync(join(tmpdir(), 'test-s3-'))
  const folder = join(temporary, 'objects')
  mkdirSync(folder)
  const database = openDatabase(join(temporary, 'test.sqlite'), { durable })
  let now = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
  return {
    store: new EmbeddedObjectStore({ database, folder, durable, hashing, spareRoom, now: () => now }),
    database,
    folder,
    setNow: (time) => {
      now = time
    },
    [Symbol.asyncDispose]: async () => {
      await hashing.close()
      database.close()
      rmSync(temporary, { recursive: true })
    },
  }
}

export interface S3Server extends EmbeddedStore {
  port: number
  endpoint: string
  /** What the API wrote to its log as errors. */
  logged: unknown[]
  /** A client of account 111122223333 in us-east-1, unless told otherwise. */
  client(config?: S3ClientConfig & { account?: string }): S3Client
}

/** The S3 API on a port of its own, behind the little that the front door does for it. */
export async function startS3Server({
  hashing = new Hashing(),
  spareRoom,
}: { hashing?: Hashing; spareRoom?: SpareRoom | undefined } = {}): Promise<S3Server> {
  const embedded = createStore({ hashing, ...(spareRoom && { spareRoom }) })
  const logged: unknown[] = []
  const app = createS3Api({
    store: embedded.store,
    context: (request) => callerOf(request, { region: 'us-east-1', account: '000000000000' }),
    log: { error: (message, error) => void logged.push(error ?? message) },
  })
  await app.ready()
  const server = createServer((request, response) => {
    delete request.headers['content-type']
    app.routing(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}`
  const clients: S3Client[] = []
  return {
    ...embedded,
    port,
    endpoint,
    logged,
    client: ({ account = '111122223333', ...config } = {}) => {
      const client = new S3Client({
        endpoint,
        region: 'us-east-1',
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId: account, secretAccessKey: 'secret' },
        ...config,
      })
      clients.push(client)
      return client
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.destroy()
      await app.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await embedded[Symbol.asyncDispose]()
    },
  }
}
