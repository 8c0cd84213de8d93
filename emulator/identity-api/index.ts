import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { partitionOf } from '../arn.ts'
import { AuthError } from '../auth/auth-error.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import { claimantOf } from '../auth/claimant.ts'
import type { AccountRegion } from '../arn.ts'
import { callerOf, credentialScopeOf } from '../auth/credential-scope.ts'
import { toServiceRefusal } from '../auth/service-refusal.ts'
import { identityRules } from '../auth/service-rules.ts'
import { headerOf, signedHeadOf } from '../auth/signed-head.ts'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { readBounded } from '../read-bounded.ts'
import { assumeRole } from './assume-role.ts'
import * as errors from './errors.ts'
import { IdentityError } from './errors.ts'
import { getCallerIdentity } from './get-caller-identity.ts'
import { getRole } from './get-role.ts'
import type { IdentityOperation } from './identity-operation.ts'
import { namespaceOf } from './namespaces.ts'
import { toErrorXml, toResponseXml } from './query-answer.ts'

interface IdentityService {
  operations: ReadonlyMap<string, IdentityOperation>
}

export const IDENTITY_SERVICES: ReadonlyMap<string, IdentityService> = new Map<string, IdentityService>([
  [
    'sts',
    {
      operations: new Map([
        ['GetCallerIdentity', getCallerIdentity],
        ['AssumeRole', assumeRole],
      ]),
    },
  ],
  ['iam', { operations: new Map([['GetRole', getRole]]) }],
])

export const isIdentityOperation = (service: string, action: string): boolean =>
  IDENTITY_SERVICES.get(service)?.operations.has(action) ?? false

export interface IdentityApiOptions {
  authenticator: Authenticator
  /** Region and account of requests that do not say theirs. */
  defaults: AccountRegion
  log: Pick<Log, 'error'>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What clients ask STS and IAM about themselves; other services, and other operations of these, are answered with 501. */
export function createIdentityApi(options: IdentityApiOptions): Handler {
  return (request, response) => {
    // The scope comes from the client: only what a service name can be is said back.
    const name = credentialScopeOf(request)?.service.replaceAll(/[^a-z0-9-]/g, '') ?? ''
    const requestId = randomUUID()
    const context = { namespace: namespaceOf(name), requestId }
    const send = (status: number, xml: string): void => {
      response.writeHead(status, {
        'content-type': 'text/xml',
        'content-length': Buffer.byteLength(xml),
        'x-amzn-requestid': requestId,
      })
      response.end(xml)
      request.resume()
    }
    answer(request, name, options).then(
      ({ action, result }) => send(200, toResponseXml(action, result, context)),
      (thrown: unknown) => {
        const error = toIdentityError(thrown, options.log, requestId)
        send(error.status, toErrorXml(error, context))
      },
    )
  }
}

async function answer(request: IncomingMessage, name: string, { authenticator, defaults }: IdentityApiOptions) {
  const service = IDENTITY_SERVICES.get(name)
  if (!service) throw errors.serviceNotImplemented(name)
  const body = await readBounded(request, BOUNDS.formBodyBytes).catch((error: unknown) => {
    throw Object.assign(errors.brokenOff(), { cause: error })
  })
  if (!body) throw errors.bodyTooLarge(BOUNDS.formBodyBytes)
  await authenticate(request, body, { authenticator, service: name })
  const parameters = parametersOf(request, body)
  const action = parameters.get('Action')
  if (!action) throw errors.withoutAction()
  const operation = service.operations.get(action)
  if (!operation) throw errors.operationNotImplemented(name, action)
  const { account, region } = callerOf(request, defaults)
  const { known } = authenticator
  const result = operation(parameters, {
    claimant: claimantOf(request, known),
    account,
    partition: partitionOf(region),
    sessions: known.sessions,
    now: Date.now(),
  })
  return { action, result }
}

async function authenticate(
  request: IncomingMessage,
  body: Buffer,
  { authenticator, service }: { authenticator: Authenticator; service: string },
): Promise<void> {
  if (authenticator.mode === 'off') return
  const head = signedHeadOf(request)
  const rules = identityRules(service)
  const signature = authenticator.read(head, rules)
  if (authenticator.mode === 'parse') return
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const payloadHash = headerOf(head, 'x-amz-content-sha256') ?? bodyHash
  await authenticator.verify(head, signature, { payloadHash, rules, bodyHash })
}

/** AWS: parameters may be in the query or in the body. */
function parametersOf({ url = '' }: IncomingMessage, body: Buffer): URLSearchParams {
  const mark = url.indexOf('?')
  const inQuery = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
  // A map: URLSearchParams looks through all it has for each that is set.
  return new URLSearchParams([...new Map([...inQuery, ...new URLSearchParams(body.toString())])])
}

function toIdentityError(error: unknown, log: Pick<Log, 'error'>, requestId: string): IdentityError {
  if (error instanceof IdentityError) return error
  if (error instanceof AuthError) return errors.signatureRefused(toServiceRefusal(error))
  log.error('the identity API met an internal error', error, { requestId })
  return errors.internalError()
}
