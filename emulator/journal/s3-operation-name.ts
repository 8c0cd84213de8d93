import { hoistedHeaders } from '../s3-api/hoisted-headers.ts'
import { operationNameOf } from '../s3-api/route.ts'
import { parseQuery, parseTarget } from '../s3-api/target.ts'
import type { NamedRequest } from './observed-messages.ts'

export function s3OperationName({ method = '', url = '/', headers }: NamedRequest): string | undefined {
  try {
    const query = parseQuery(url)
    const all = url.includes('?') ? { ...hoistedHeaders(query), ...headers } : headers
    return operationNameOf({ ...parseTarget(url), method, query, headers: all })
  } catch {
    // It names what no bucket and no key can be.
    return undefined
  }
}
