import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** Names under which more than this machine's own pages may reach us. */
export interface TrustedNames {
  /** Host names; what is below them is trusted too, for buckets. */
  hosts: string[]
  /** Origins as browsers send them: `http://localhost:3000`. */
  origins: string[]
}

/**
 * Names that nobody can lead here from outside: a single label (`localhost`, a service of Docker), what is below localhost
 * (buckets), below `internal`, which nobody can register (`host.docker.internal`), and AWS's own names, where a network sends
 * them to us.
 */
const OURS = /^(?:[a-z0-9_-]+|.+\.(?:localhost|internal|amazonaws\.(?:com(?:\.cn)?|eu)))$/

const nameOf = (host: string): string => host.toLowerCase().replace(/\.?(?::[0-9]{1,5})?$/, '')
const withoutBrackets = (name: string): string => name.replace(/^\[(.*)\]$/, '$1')

/** Whether the Host header is a name that may be somebody else's: the sign of DNS rebinding. An address can't be rebound. */
export function isForeignHost({ host }: Pick<IncomingHttpHeaders, 'host'>, { hosts }: TrustedNames): boolean {
  if (host === undefined) return false
  const name = nameOf(host)
  const isListed = hosts.map(nameOf).some((trusted) => name === trusted || name.endsWith(`.${trusted}`))
  return !isListed && !OURS.test(name) && isIP(withoutBrackets(name)) === 0
}

/** Whether a browser sends the request for a page that is neither ours nor trusted. */
export function isForeignOrigin(headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>, trusted: TrustedNames): boolean {
  const { host, origin } = headers
  if (origin === undefined || trusted.origins.includes(origin)) return false
  return origin.toLowerCase() !== `http://${host?.toLowerCase()}` || isForeignHost({ host }, trusted)
}
