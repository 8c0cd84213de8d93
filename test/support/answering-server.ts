import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server that answers as told, on a free port of 127.0.0.1 or a socket, until the test ends. */
export async function answeringServer(answer: RequestListener, socketPath?: string): Promise<URL> {
  const server = createServer(answer)
  const where = socketPath === undefined ? { port: 0, host: '127.0.0.1' } : { path: socketPath }
  await new Promise<void>((resolve) => server.listen(where, resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return new URL(
    socketPath === undefined ? `http://127.0.0.1:${(server.address() as AddressInfo).port}` : `unix://${socketPath}`,
  )
}
