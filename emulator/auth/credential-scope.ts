import type { IncomingMessage } from 'node:http'
import type { AccountRegion } from '../arn.ts'
import { claimOf } from './api-key.ts'
import { knownAccountOf } from './signed-head.ts'

/** What a request's SigV4 signature says about who asks for what. The signature itself is not verified. */
export interface CredentialScope {
  accessKeyId: string
  region: string
  /** `bedrock`, `s3`, `sts` … */
  service: string
}

const HEADER_CREDENTIAL = /^AWS4-[A-Z0-9-]+\s.*?\bCredential=([^\s,]+)/

/** Reads the scope out of the Authorization header or of a presigned query; `undefined` where a request is not so signed. */
export function credentialScopeOf({
  headers,
  url = '',
}: Pick<IncomingMessage, 'headers' | 'url'>): CredentialScope | undefined {
  const credential = HEADER_CREDENTIAL.exec(headers.authorization ?? '')?.[1] ?? queryCredential(url)
  if (credential === undefined) return undefined
  // An access key id holds no slash: <access key id>/<date>/<region>/<service>/aws4_request
  const [accessKeyId, , region, service, terminator] = credential.split('/')
  if (!accessKeyId || !region || !service || terminator !== 'aws4_request') return undefined
  return { accessKeyId, region, service }
}

function queryCredential(url: string): string | undefined {
  const query = url.indexOf('?')
  if (query < 0 || !url.includes('X-Amz-Credential', query)) return undefined
  return new URLSearchParams(url.slice(query + 1)).get('X-Amz-Credential') ?? undefined
}

const ACCOUNT_ID = /^[0-9]{12}$/
const REGION = /^[a-z0-9-]{1,20}$/

/**
 * The region of the signature's scope, or of the link in an API key; the account that its key is known to belong to, or the key itself when it is one; else
 * the configured ones.
 */
export function callerOf(
  request: Pick<IncomingMessage, 'headers' | 'url'>,
  { region, account }: AccountRegion,
): AccountRegion {
  const scope = credentialScopeOf(claimOf(request))
  return {
    region: scope && REGION.test(scope.region) ? scope.region : region,
    account: knownAccountOf(request) ?? (scope && ACCOUNT_ID.test(scope.accessKeyId) ? scope.accessKeyId : account),
  }
}
