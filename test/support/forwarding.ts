import type { AddressInfo } from 'node:net'
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { KnownCredentials } from '../../emulator/auth/known-credentials.ts'
import { createFrontDoor } from '../../emulator/front-door.ts'
import type { RemoteS3 } from '../../emulator/s3-backend/s3-backend.ts'
import { createForwardingFace } from '../../emulator/s3-forward/index.ts'

export interface Forwarding extends AsyncDisposable {
  port: number
  endpoint: string
  /** What was written to the log. */
  logged: string[]
  /** A client with credentials that the far end does not know. */
  client(config?: S3ClientConfig): S3Client
}

/** The forwarding face behind the front door, on a port of its own. */
export async function startForwarding(remote: RemoteS3, origins: string[] = []): Promise<Forwarding> {
  const logged: string[] = []
  const log = (message: string): void => void logged.push(message)
  const face = createForwardingFace(remote, { log: { warn: log, error: log } })
  const elsewhere = (): void => {
    throw new Error('the request is for S3')
  }
  const server = createFrontDoor({
    doors: { s3: face.handle, bedrock: elsewhere, admin: elsewhere, gateway: elsewhere, otherAws: elsewhere },
    trusted: { hosts: [], origins },
    known: new KnownCredentials([]),
    observe: () => undefined,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}`
  const clients: S3Client[] = []
  return {
    port,
    endpoint,
    logged,
    client: (config = {}) => {
      const client = new S3Client({
        endpoint,
        region: 'us-east-1',
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId: 'anything', secretAccessKey: 'at all', sessionToken: 'and a token' },
        ...config,
      })
      clients.push(client)
      return client
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await face.close()
    },
  }
}
