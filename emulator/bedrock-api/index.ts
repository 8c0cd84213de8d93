import { randomUUID } from 'node:crypto'
import * as bedrockClient from '@aws-sdk/client-bedrock'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { callerOf, type Caller } from '../auth/credential-scope.ts'
import { BedrockError, internalError, operationNotImplemented, unknownOperation, unreadableInput } from '../errors.ts'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { operationsOf } from '../wire/schema.ts'
import { createModelInvocationJob } from './create-model-invocation-job.ts'
import { getModelInvocationJob } from './get-model-invocation-job.ts'
import { listModelInvocationJobs } from './list-model-invocation-jobs.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import type { BedrockContext, BedrockOperation } from './operation.ts'
import { RUNTIME_OPERATIONS } from './runtime-operations.ts'
import { stopModelInvocationJob } from './stop-model-invocation-job.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

const OPERATIONS: BedrockOperation[] = [
  createModelInvocationJob,
  getModelInvocationJob,
  listModelInvocationJobs,
  stopModelInvocationJob,
  tagResource,
  untagResource,
  listTagsForResource,
]

export interface BedrockApiOptions {
  context: Omit<BedrockContext, 'caller'>
  /** Region and account of requests that do not say theirs. */
  defaults: Caller
  log: Log
}

/** The Bedrock API: the operations of model invocation jobs and their tags; every other answers 501 and says its name. */
export function createBedrockApi({ context, defaults, log }: BedrockApiOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BOUNDS.jsonBodyBytes,
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => void sendError(unreadableInput(error.message), reply),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 16_384 },
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => void reply.header('x-amzn-requestid', request.id))
  app.setErrorHandler((error, _request, reply) => sendError(toBedrockError(error, log), reply))
  app.setNotFoundHandler((request) => {
    throw unknownOperation(request.method, request.url)
  })
  for (const operation of OPERATIONS) addRoute(app, operation, { context, defaults })
  addNotImplementedRoutes(app)
  return app
}

const LABEL = /\{[A-Za-z]+\}/

function addRoute(
  app: FastifyInstance,
  operation: BedrockOperation,
  { context, defaults }: Omit<BedrockApiOptions, 'log'>,
): void {
  const [before, after] = operation.uri.split(LABEL)
  const label = LABEL.exec(operation.uri)?.[0].slice(1, -1)
  app.route({
    method: operation.method,
    // An ARN in the path may come with its slash as it is, so a label is the rest of the path.
    url: label === undefined ? operation.uri : `${before}*`,
    handler: (request, reply) => {
      const answer = operation.answer(
        {
          labels: label === undefined ? {} : { [label]: labelOf(request, after!) },
          query: queryOf(request),
          body: bodyOf(request),
        },
        { ...context, caller: callerOf(request.raw, defaults) },
      )
      return reply.status(operation.successStatus).header('content-type', 'application/json').send(answer)
    },
  })
}

function labelOf(request: FastifyRequest, after: string): string {
  const rest = (request.params as { '*': string })['*']
  if (!rest.endsWith(after)) throw unknownOperation(request.method, request.url)
  return rest.slice(0, rest.length - after.length)
}

const queryOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(request.raw.url?.split('?', 2)[1])

function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
  // Some clients label an empty body as JSON, others send `{}` where nothing is expected.
  if (body === undefined || body === null || body === '') return {}
  let value: unknown
  try {
    value = JSON.parse(body as string)
  } catch {
    throw unreadableInput('The body is not valid JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadableInput('The body is not a JSON object')
  return value as Record<string, unknown>
}

function addNotImplementedRoutes(app: FastifyInstance): void {
  const built = new Set(OPERATIONS.map(({ name }) => name))
  for (const { name, method, uri } of [...operationsOf(bedrockClient), ...RUNTIME_OPERATIONS]) {
    if (built.has(name)) continue
    app.route({
      method,
      url: uri.replaceAll(/\{([A-Za-z]+)\}/g, ':$1'),
      handler: () => {
        throw operationNotImplemented(name)
      },
    })
  }
}

function toBedrockError(error: unknown, log: Log): BedrockError {
  if (error instanceof BedrockError) return error
  const { statusCode, message } = error as { statusCode?: number; message: string }
  // Fastify's own refusals: a body that is too large, a request that breaks off.
  if (statusCode !== undefined && statusCode < 500) return unreadableInput(message)
  log.error('the Bedrock API met an internal error', error)
  return internalError()
}

const sendError = (error: BedrockError, reply: FastifyReply): FastifyReply =>
  reply
    .status(error.status)
    .header('x-amzn-errortype', error.code)
    .header('content-type', 'application/json')
    // As bytes: Fastify would add a charset to the type of a text.
    .send(Buffer.from(JSON.stringify({ message: error.message, ...error.members })))
