import type { IncomingMessage } from 'node:http'
import { AuthError } from './auth-error.ts'
import type { SignedHead } from './signed-head.ts'

const PREFIX = 'bedrock-api-key-'

/**
 * The link that a short-term Amazon Bedrock API key is made of, as the request that was signed; `undefined` where the key is no
 * such one. Throws an AuthError where it cannot be read.
 */
export function linkOfApiKey(token: string): SignedHead | undefined {
  if (!token.startsWith(PREFIX)) return undefined
  // AWS: `bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-…=…`, and a version that is added unsigned.
  const link = Buffer.from(token.slice(PREFIX.length), 'base64').toString('latin1')
  const [, host, url] = /^([a-z0-9.-]+)(\/\?.*)$/.exec(link) ?? []
  const action = new URLSearchParams(url?.slice(2)).get('Action')
  if (host === undefined || url === undefined || action !== 'CallWithBearerToken')
    throw new AuthError({ kind: 'unknownBearer' })
  return { method: 'POST', url: url.replace(/&Version=1$/, ''), rawHeaders: ['host', host] }
}

/** What of a request says who it is from, whether or not that is so: the link in its Amazon Bedrock API key, or itself. */
export function claimOf(request: Pick<IncomingMessage, 'headers' | 'url'>): Pick<IncomingMessage, 'headers' | 'url'> {
  const [, key] = /^bearer\s+(bedrock-api-key-\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (key === undefined) return request
  try {
    return { headers: {}, url: linkOfApiKey(key)?.url }
  } catch {
    // That it cannot be read is for those to say who let requests in.
    return request
  }
}
