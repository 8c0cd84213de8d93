import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AdminApiOptions } from './admin-api/index.ts'
import { Authenticator } from './auth/authenticator.ts'
import { KnownCredentials } from './auth/known-credentials.ts'
import { guardBedrock } from './bedrock-guard.ts'
import type { BedrockApiOptions } from './bedrock-api/index.ts'
import type { Config } from './config.ts'
import { createFrontDoor } from './front-door.ts'
import { createIdentityApi } from './identity-api/index.ts'
import { createObserver } from './journal/observer.ts'
import { lazily } from './lazily.ts'
import type { Log } from './log.ts'
import { openAIError } from './other-apis.ts'
import { guardS3 } from './s3-guard.ts'
import type { S3Backend } from './s3-backend/index.ts'

export interface AppOptions {
  config: Config
  bedrock: BedrockApiOptions['context']
  s3: S3Backend
  admin: Omit<AdminApiOptions, 'config' | 's3' | 'log'>
  log: Log
}

export interface App {
  server: Server
  /** Ends when open requests are answered. */
  close(): Promise<void>
}

/** The apps, and the one server in front of them. An app is loaded by the first request for it: nobody waits for all of them. */
export async function createApp({ config, bedrock, s3, admin, log }: AppOptions): Promise<App> {
  const defaults = { region: config.region, account: config.accountId }
  const known = new KnownCredentials(config.credentials)
  const authenticator = new Authenticator({ mode: config.auth, known })
  const bedrockApi = lazily('the Bedrock API', log, async () => {
    const { createBedrockApi } = await import('./bedrock-api/index.ts')
    const api = createBedrockApi({ context: bedrock, defaults, log })
    guardBedrock(api, authenticator)
    return api
  })
  const adminApi = lazily('the admin API', log, async () => {
    const { createAdminApi } = await import('./admin-api/index.ts')
    return createAdminApi({ ...admin, config, s3, log })
  })
  const server = createFrontDoor({
    doors: {
      bedrock: bedrockApi.handle,
      s3: guardS3(s3.face, authenticator, log),
      admin: adminApi.handle,
      gateway: answerGatewayNotBuilt,
      otherAws: createIdentityApi({ authenticator, defaults, log }),
    },
    known,
    observe: createObserver({ ...admin, defaults, log, logsRequests: config.logLevel === 'debug' }),
    letsPageIn: s3.letsPageIn,
    trusted: { hosts: [...config.allowHost, config.host], origins: config.allowOrigin },
  })
  return {
    server,
    close: async () => {
      await closeServer(server)
      await Promise.all([bedrockApi.close(), adminApi.close()])
    },
  }
}

/** How long open requests may take once the end was asked for, in milliseconds. */
const PATIENCE = 10_000

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection falls idle when its last request is answered, and would be kept for pollers that never come again.
  const letIdleGo = setInterval(() => server.closeIdleConnections(), 20)
  const cutOffTheRest = setTimeout(() => server.closeAllConnections(), PATIENCE)
  await closed
  clearInterval(letIdleGo)
  clearTimeout(cutOffTheRest)
}

function answerGatewayNotBuilt({ method, url }: IncomingMessage, response: ServerResponse): void {
  const message = `Outcrop's OpenAI-compatible API is not built yet: ${method} ${url}`
  const { headers, body } = openAIError(message, 'server_error', 'not_implemented')
  response.writeHead(501, headers).end(body)
}
