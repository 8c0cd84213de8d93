import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** Names under which more than this machine's own pages may reach us. */
export interface TrustedNames {
  /** Host names without a port. */
  hosts: string[]
  /** Origins as browsers send them: `http://localhost:3000`. */
  origins: string[]
}

const LOOPBACK_NAME = 'localhost'

const nameOf = (host: string): string => host.toLowerCase().replace(/:[0-9]{1,5}$/, '')
const withoutBrackets = (name: string): string => name.replace(/^\[(.*)\]$/, '$1')

/** Whether the Host header is a name that is not ours: the sign of DNS rebinding. An address can't be rebound. */
export function isForeignHost({ host }: Pick<IncomingHttpHeaders, 'host'>, { hosts }: TrustedNames): boolean {
  if (host === undefined) return false
  const name = nameOf(host)
  return (
    name !== LOOPBACK_NAME && isIP(withoutBrackets(name)) === 0 && !hosts.some((trusted) => nameOf(trusted) === name)
  )
}

/** Whether a browser sends the request for a page that is neither ours nor trusted. */
export function isForeignOrigin(headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>, trusted: TrustedNames): boolean {
  const { host, origin } = headers
  if (origin === undefined || trusted.origins.includes(origin)) return false
  return origin.toLowerCase() !== `http://${host?.toLowerCase()}` || isForeignHost({ host }, trusted)
}
