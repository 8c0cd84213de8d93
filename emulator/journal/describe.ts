import { toIsoTime } from '../../translator/formats/time.ts'
import { maskHeader, maskQuery, maskUrl } from './mask.ts'
import type { Api, Observation } from './observation.ts'

/** A request of the journal as it is shown: nothing secret is in it. What there is nothing to say of is not there. */
export interface RequestEntry {
  /** When it came; the real time, also where the clock is turned by hand. */
  time: string
  /** As the client got it. */
  requestId?: string
  api: Api
  /** As its API calls it: `CreateModelInvocationJob`, `PutObject`. */
  operation?: string
  method: string
  path: string
  query?: string
  headers: Record<string, string>
  /** Of JSON APIs, the first bytes. */
  body?: string
  /** Not there: the client was gone before there was one. */
  status?: number
  /** Whether the client got all of the answer. */
  complete: boolean
  errorCode?: string
  errorMessage?: string
  durationMs: number
  /** Of the bodies. */
  bytesIn: number
  bytesOut: number
  accessKeyId?: string
  account: string
  region: string
}

export function describe(observation: Observation): RequestEntry {
  const { url, receivedAt, head, body, isComplete, durationMs } = observation
  const { requestId, operation, status, errorCode, errorMessage, accessKeyId } = observation
  const { api, method, bytesIn, bytesOut, account, region } = observation
  const { path, query } = splitUrl(url)
  return {
    time: toIsoTime(receivedAt),
    ...(requestId !== undefined && { requestId }),
    api,
    ...(operation !== undefined && { operation }),
    method,
    path: maskUrl(path),
    ...(query !== '' && { query: maskQuery(query) }),
    headers: toHeaders(head.split('\n')),
    ...(body !== '' && { body }),
    ...(status !== undefined && { status }),
    complete: isComplete,
    ...(errorCode !== undefined && { errorCode }),
    ...(errorMessage !== undefined && { errorMessage }),
    durationMs: Math.round(durationMs * 1000) / 1000,
    bytesIn,
    bytesOut,
    ...(accessKeyId !== undefined && { accessKeyId }),
    account,
    region,
  }
}

export function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?')
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) }
}

/** Of one that came several times the values with commas between them. */
function toHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase()
    const value = maskHeader(name, rawHeaders[at + 1]!)
    const first = headers.get(name)
    headers.set(name, first === undefined ? value : `${first}, ${value}`)
  }
  return Object.fromEntries(headers)
}
