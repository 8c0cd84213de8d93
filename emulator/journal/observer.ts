import type { AccountRegion } from '../arn.ts'
import { callerOf, credentialScopeOf } from '../auth/credential-scope.ts'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { splitUrl } from './describe.ts'
import { errorSaid } from './error-said.ts'
import type { Journal } from './journal.ts'
import type { Api, Observation } from './observation.ts'
import type { ObservedRequest, ObservedResponse } from './observed-messages.ts'
import { OperationNames } from './operation-names.ts'
import type { RequestCounts } from './request-counts.ts'

export interface ObserverOptions {
  journal: Journal
  counts: RequestCounts
  /** Region and account of requests that do not say theirs. */
  defaults: AccountRegion
  log: Pick<Log, 'debug'>
  /** Whether the log has a line for each request. */
  logsRequests: boolean
}

/** What the front door knows of a request that it lets in or not. */
export interface Arrival {
  api: Api
  /** As it came. */
  url: string
  accessKeyId: string | undefined
}

export type Observe = (request: ObservedRequest, response: ObservedResponse, arrival: Arrival) => void

/** Follows requests to the end of their answers, and tells those who keep or count them. */
export function createObserver({ journal, counts, defaults, log, logsRequests }: ObserverOptions): Observe {
  const names = new OperationNames()
  return (request, response, arrival) => {
    const { api } = arrival
    const receivedAt = Date.now()
    const startedAt = performance.now()
    if (KEEPS_BODY[api]) request.keepBody(BOUNDS.journalBodyBytes)
    counts.open += 1
    // After the request has been passed on: the API itself comes first.
    queueMicrotask(() => names.prepare(api))
    response.once('close', () => {
      counts.open -= 1
      const durationMs = performance.now() - startedAt
      const seen = observe(request, response, { ...arrival, receivedAt, durationMs, defaults })
      // Who looks at the journal would push out of it what they look for.
      if (api !== 'admin') journal.add(seen)
      names.find(api, request, (operation) => {
        seen.operation = operation
        counts.add(seen)
        if (logsRequests) log.debug(toLine(seen), undefined, toFields(seen))
      })
    })
  }
}

/** Those of STS and IAM say which operation is asked for. */
const KEEPS_BODY: Record<Api, boolean> = {
  bedrock: true,
  gateway: true,
  sts: true,
  iam: true,
  s3: false,
  admin: false,
  other: false,
}

type Followed = Arrival & Pick<Observation, 'receivedAt' | 'durationMs'> & { defaults: AccountRegion }

function observe(request: ObservedRequest, response: ObservedResponse, followed: Followed): Observation {
  const { api, url, accessKeyId, receivedAt, durationMs, defaults } = followed
  const { method = '', rawHeaders, keptBody } = request
  const { headersSent, statusCode, requestId, errorType, errorText } = response
  const isError = headersSent && statusCode >= 400
  const { code, message } = errorSaid(isError ? errorText : '', errorType)
  return {
    receivedAt,
    durationMs,
    requestId,
    api,
    operation: undefined,
    method,
    url,
    head: rawHeaders.join('\n'),
    // AssumeRole's may have the code of a multi-factor device in it.
    body: api === 'bedrock' || api === 'gateway' ? keptBody : '',
    status: headersSent ? statusCode : undefined,
    isComplete: response.writableFinished,
    errorCode: code,
    errorMessage: message,
    bytesIn: request.bodyBytes,
    bytesOut: response.bodyBytes,
    accessKeyId,
    ...callerOf(request, defaults),
  }
}

/** The API of a request that the front door sends to `door`. */
export function apiOf(door: 'otherAws' | Exclude<Api, 'sts' | 'iam' | 'other'>, request: ObservedRequest): Api {
  if (door !== 'otherAws') return door
  const service = credentialScopeOf(request)?.service
  return service === 'sts' || service === 'iam' ? service : 'other'
}

const toLine = ({ api, operation, method, url, status, durationMs }: Observation): string =>
  `${api} ${operation ?? '-'} ${status ?? 'no answer'} ${durationMs.toFixed(1)} ms: ${method} ${splitUrl(url).path}`

const toFields = ({ requestId, api, operation, status, durationMs, errorCode }: Observation): object => ({
  requestId,
  api,
  operation,
  status,
  durationMs: Math.round(durationMs * 1000) / 1000,
  errorCode,
})
