import type { IncomingMessage } from 'node:http'
import { claimOf } from './api-key.ts'
import { credentialScopeOf } from './credential-scope.ts'
import type { KnownCredentials } from './known-credentials.ts'
import type { Session } from './sessions.ts'
import { pathAndQueryOf } from './signed-head.ts'

/** Who a request says that it is from, whether or not its signature is right. */
export interface Claimant {
  /** `undefined` with a long-term API key of Bedrock, or with nothing. */
  accessKeyId: string | undefined
  account: string | undefined
  session: Session | undefined
}

export function claimantOf(request: Pick<IncomingMessage, 'headers' | 'url'>, known: KnownCredentials): Claimant {
  const { authorization = '' } = request.headers
  const [, bearer] = /^bearer\s+(\S+)$/i.exec(authorization) ?? []
  const claim = claimOf(request)
  const parameters = signatureParameters(claim)
  const accessKeyId = credentialScopeOf(claim)?.accessKeyId ?? parameters.get('AWSAccessKeyId') ?? undefined
  if (accessKeyId === undefined) {
    const account = bearer === undefined ? undefined : known.ofBearer(bearer)?.account
    return { accessKeyId, account, session: undefined }
  }
  const token = claim.headers['x-amz-security-token']?.toString() ?? tokenOf(parameters)
  return { accessKeyId, ...known.claimed(accessKeyId, token) }
}

/** Nothing is read of a query that has none of them. */
function signatureParameters({ url = '' }: Pick<IncomingMessage, 'url'>): URLSearchParams {
  const isSigned = url.includes('AWSAccessKeyId=') || /x-amz-security-token=/i.test(url)
  return new URLSearchParams(isSigned ? pathAndQueryOf({ url }).query : '')
}

const tokenOf = (parameters: URLSearchParams): string | undefined =>
  parameters.get('X-Amz-Security-Token') ?? parameters.get('x-amz-security-token') ?? undefined
