import type { IncomingMessage } from 'node:http'
import { findOperationName } from '../bedrock-api/all-operations.ts'
import { isIdentityOperation } from '../identity-api/index.ts'
import { hoistedHeaders } from '../s3-api/hoisted-headers.ts'
import { operationNameOf as nameInS3 } from '../s3-api/route.ts'
import { parseQuery, parseTarget } from '../s3-api/target.ts'
import type { Api } from './observation.ts'

type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** What a request asks for, in the words of its API; `undefined` where that has no name for it. */
export function operationNameOf(api: Api, request: RequestHead, body: string): string | undefined {
  const { method = '', url = '/' } = request
  if (api === 'bedrock') return findOperationName(method, url)
  if (api === 's3') return s3Operation(request)
  if (api === 'sts' || api === 'iam') return identityOperation(api, url, body)
  return undefined
}

function s3Operation({ method = '', url = '/', headers }: RequestHead): string | undefined {
  try {
    const query = parseQuery(url)
    const all = url.includes('?') ? { ...hoistedHeaders(query), ...headers } : headers
    return nameInS3({ ...parseTarget(url), method, query, headers: all })
  } catch {
    // It names what no bucket and no key can be.
    return undefined
  }
}

function identityOperation(service: string, url: string, body: string): string | undefined {
  const action = new URLSearchParams(body).get('Action') ?? parseQuery(url).get('Action') ?? ''
  // Any other is whatever a client likes to write.
  return isIdentityOperation(service, action) ? action : undefined
}
