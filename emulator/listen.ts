import type { Server } from 'node:http'
import { isIPv6, type AddressInfo } from 'node:net'
import { ConfigError } from './config.ts'

/** Listens, and resolves with the URL that clients use. Rejects with a ConfigError when the address cannot be had. */
export async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ port, host }, resolve)
  try {
    await promise
  } catch (error) {
    throw new ConfigError(reasonOf(error as NodeJS.ErrnoException, host, port), { cause: error })
  } finally {
    server.off('error', reject)
  }
  const { address, port: listeningPort } = server.address() as AddressInfo
  return urlOf(address, listeningPort)
}

/** The URL for clients. Addresses rather than names: SDKs then use path style, and nothing needs to be resolved. */
export function urlOf(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host
  return `http://${name}:${port}`
}

function reasonOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use; stop what listens there, or choose another with --port (0 takes a free one)`
  if (code === 'EACCES')
    return `port ${port} on ${host} may not be used by this user; choose one above 1023 with --port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine; choose another with --host`
  return `${host}:${port} cannot be listened on: ${message}`
}
