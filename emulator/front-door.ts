import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { claimantOf } from './auth/claimant.ts'
import { credentialScopeOf } from './auth/credential-scope.ts'
import type { KnownCredentials } from './auth/known-credentials.ts'
import { rememberReceived } from './auth/signed-head.ts'
import { isOperationPath } from './bedrock-api/operation-paths.ts'
import { Connections, PATIENCE, type Patience } from './connections.ts'
import { shareWithPage } from './cors.ts'
import { ObservedRequest, ObservedResponse } from './journal/observed-messages.ts'
import { apiOf, type Observe } from './journal/observer.ts'
import type { S3Backend } from './s3-backend/index.ts'
import { REFUSALS } from './refusals.ts'
import { toOriginForm } from './request-head.ts'
import { isForeignHost, isForeignOrigin, type TrustedNames } from './trusted-names.ts'

/** The apps behind the one port. */
export type Door = 'bedrock' | 's3' | 'admin' | 'gateway' | 'otherAws'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** Where a request goes, and the URL that its app sees. */
export interface Direction {
  door: Door
  url: string
}

const BEDROCK_PATH =
  /^\/(?:model-invocation-jobs?|foundation-models|inference-profiles|custom-models|tagResource|untagResource|listTagsForResource|model)(?:[/?]|$)/
const GATEWAY_PATH = /^\/(?:v1|key|model_group)(?:[/?]|$)/
/** Paths of clients whose base URL lacks `/v1`. They are legal bucket names too: what tells them apart is the Bearer token. */
const BARE_GATEWAY_PATH = /^\/(?:files|batches|models|chat\/completions|embeddings)(?:[/?]|$)/
const VIRTUAL_HOST = /^([a-z0-9][a-z0-9.-]{1,61}?[a-z0-9])\.(?:s3(?:[.-][a-z0-9.-]*)?|localhost)(?::[0-9]+)?$/
const BEDROCK_PREFIX = '/bedrock'

/** Which app answers a request; the first row that fits wins. */
export function directionOf(request: RequestHead): Direction {
  const { url = '/', headers } = request
  const service = credentialScopeOf(request)?.service
  const bucket = VIRTUAL_HOST.exec(headers.host?.toLowerCase() ?? '')?.[1]
  const isBelow = (prefix: string): boolean =>
    url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`)
  const withoutPrefix = (prefix: string): string => {
    const rest = url.slice(prefix.length)
    return rest.startsWith('/') ? rest : `/${rest}`
  }

  if (service === 'bedrock')
    return { door: 'bedrock', url: isBelow(BEDROCK_PREFIX) ? withoutPrefix(BEDROCK_PREFIX) : url }
  if (service !== undefined && service !== 's3') return { door: 'otherAws', url }
  // Bifrost reads and writes its files below this path.
  if (bucket === undefined && isBelow('/bedrock/files')) return { door: 's3', url: withoutPrefix('/bedrock/files') }
  if (bucket !== undefined) return { door: 's3', url: url.startsWith('/') ? `/${bucket}${url}` : url }
  if (service === 's3' || isSigV2Query(url)) return { door: 's3', url }
  if (isBelow('/_outcrop')) return { door: 'admin', url }
  if (url === '/' && request.method === 'GET' && headers.accept?.includes('text/html'))
    return { door: 'admin', url: '/_outcrop' }
  if (isBelow('/bedrock/v1')) return { door: 'gateway', url: withoutPrefix(BEDROCK_PREFIX) }
  if (isBelow(BEDROCK_PREFIX)) return { door: 'bedrock', url: withoutPrefix(BEDROCK_PREFIX) }
  if (GATEWAY_PATH.test(url)) return { door: 'gateway', url }
  if (BARE_GATEWAY_PATH.test(url) && hasGatewayKey(headers)) return { door: 'gateway', url: `/v1${url}` }
  if (BEDROCK_PATH.test(url) || (hasBearerKey(headers) && isOperationPath(url))) return { door: 'bedrock', url }
  return { door: 's3', url }
}

const isSigV2Query = (url: string): boolean => url.includes('AWSAccessKeyId=') && url.includes('Signature=')

/** Keys of OpenAI and its gateways, and Bedrock's own API keys. S3 has none. */
const hasBearerKey = ({ authorization = '' }: RequestHead['headers']): boolean => /^bearer\s/i.test(authorization)

const hasGatewayKey = (headers: RequestHead['headers']): boolean =>
  hasBearerKey(headers) ||
  headers['x-portkey-api-key'] !== undefined ||
  headers['x-bf-vk'] !== undefined ||
  headers['x-litellm-api-key'] !== undefined

const KEEP_ALIVE_TIMEOUT = 72_000

/** The others say an id in a header of their own. */
const ANSWERS_WITHOUT_ID: ReadonlySet<Door> = new Set(['admin', 'gateway'])

export interface FrontDoorOptions {
  doors: Record<Door, Handler>
  trusted: TrustedNames
  known: KnownCredentials
  /** Is told of every request before anything else. */
  observe: Observe
  /** Which other pages may talk to S3. */
  letsPageIn?: S3Backend['letsPageIn']
  patience?: Patience
}

/** One HTTP server in front of the apps. */
export function createFrontDoor(options: FrontDoorOptions): Server {
  const { known, observe, patience = PATIENCE } = options
  const server = createServer(toServerOptions(patience), (request, response) => {
    if (!connections.admit(request, response)) return
    toOriginForm(request)
    const direction = directionOf(request)
    const { door } = direction
    const { accessKeyId, account } = claimantOf(request, known)
    observe(request, response, { api: apiOf(door, request), url: request.url ?? '/', accessKeyId })
    if (ANSWERS_WITHOUT_ID.has(door)) response.setHeader('x-request-id', randomUUID())
    // Once the server is closing, pollers with kept connections must let go of them.
    if (!server.listening) response.setHeader('connection', 'close')
    const pass = (): void => {
      rememberReceived(request, account)
      passOn({ request, response, direction }, options)
    }
    letIn({ request, response, direction }, options, pass)
  })
  const connections = new Connections(server, patience)
  return server
}

interface Visit {
  request: IncomingMessage
  response: ServerResponse
  direction: Direction
}

/** Refuses what comes from a page, or by a name, that is not to be trusted. */
function letIn(visit: Visit, { trusted, letsPageIn }: FrontDoorOptions, pass: () => void): void {
  const { request, response, direction } = visit
  const { door, url } = direction
  if (isForeignHost(request.headers, trusted))
    return refuse(response, door, `host ${request.headers.host}`, '--allow-host')
  if (!isForeignOrigin(request.headers, trusted)) return pass()
  const refusePage = (): void => refuse(response, door, `origin ${request.headers.origin}`, '--allow-origin')
  if (door !== 's3' || !letsPageIn) return refusePage()
  letsPageIn(request, url).then((isIn) => (isIn ? pass() : refusePage()), refusePage)
}

function passOn({ request, response, direction: { door, url } }: Visit, { doors, trusted }: FrontDoorOptions): void {
  if (door === 's3' && shareWithPage(request, response, trusted)) return
  request.url = url
  // Fastify refuses types that it cannot read, and clients send strange ones; S3 finds the type in the raw headers.
  delete request.headers['content-type']
  doors[door](request, response)
}

const toServerOptions = ({ head }: Patience) => ({
  // Node's limit on the time of a whole request would cut off slow uploads; without it, it would set none for the head either.
  requestTimeout: 0,
  headersTimeout: head,
  connectionsCheckingInterval: Math.min(head / 2, 30_000),
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
  IncomingMessage: ObservedRequest,
  ServerResponse: ObservedResponse,
})

function refuse(response: ServerResponse, door: Door, what: string, flag: string): void {
  const { headers, body } = REFUSALS[door](`Requests with the ${what} are refused; ${flag} allows one`, response.req)
  response.writeHead(403, headers).end(body)
}
