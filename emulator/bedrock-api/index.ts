import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { AccountRegion } from '../arn.ts'
import { callerOf } from '../auth/credential-scope.ts'
import { isDiskFull } from '../database.ts'
import {
  BedrockError,
  diskFull,
  internalError,
  operationNotImplemented,
  unknownOperation,
  unreadableInput,
} from '../errors.ts'
import { BOUNDS } from '../limits.ts'
import type { Log } from '../log.ts'
import { WITHOUT_SCHEMAS } from '../without-schemas.ts'
import { findOperationName } from './all-operations.ts'
import { createModelInvocationJob } from './create-model-invocation-job.ts'
import { toErrorAnswer } from './error-answer.ts'
import { getCustomModel } from './get-custom-model.ts'
import { getFoundationModel } from './get-foundation-model.ts'
import { getInferenceProfile } from './get-inference-profile.ts'
import { getModelInvocationJob } from './get-model-invocation-job.ts'
import { listCustomModels } from './list-custom-models.ts'
import { listFoundationModels } from './list-foundation-models.ts'
import { listInferenceProfiles } from './list-inference-profiles.ts'
import { listModelInvocationJobs } from './list-model-invocation-jobs.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import type { BedrockContext, BedrockOperation } from './operation.ts'
import { stopModelInvocationJob } from './stop-model-invocation-job.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

/** Those that are built. */
export const OPERATIONS: readonly BedrockOperation[] = [
  createModelInvocationJob,
  getModelInvocationJob,
  listModelInvocationJobs,
  stopModelInvocationJob,
  tagResource,
  untagResource,
  listTagsForResource,
  listFoundationModels,
  getFoundationModel,
  listInferenceProfiles,
  getInferenceProfile,
  listCustomModels,
  getCustomModel,
]

export interface BedrockApiOptions {
  context: Omit<BedrockContext, 'caller'>
  /** Region and account of requests that do not say theirs. */
  defaults: AccountRegion
  log: Log
}

/** The Bedrock API: model invocation jobs, their tags, and the catalogue; every other operation answers 501 with its name. */
export function createBedrockApi({ context, defaults, log }: BedrockApiOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BOUNDS.jsonBodyBytes,
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => void sendError(unreadableInput(error.message), reply),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 16_384 },
    schemaController: WITHOUT_SCHEMAS,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => void reply.header('x-amzn-requestid', request.id))
  app.setErrorHandler((error, { id: requestId }, reply) => {
    const refusal = toBedrockError(error, log, requestId)
    if (refusal.hint !== undefined) log.info(`refused: ${refusal.message}; ${refusal.hint}`, undefined, { requestId })
    return sendError(refusal, reply)
  })
  app.setNotFoundHandler((request) => {
    throw notAnswered(request)
  })
  for (const operation of OPERATIONS) addRoute(app, operation, { context, defaults })
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
    handler: async (request, reply) => {
      const answer = await operation.answer(
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
  if (!rest.endsWith(after)) throw notAnswered(request)
  return rest.slice(0, rest.length - after.length)
}

function queryOf({ raw: { url = '' } }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

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

/** What answers a request that no handler takes. Routes for a hundred operations that are not built would slow every start. */
function notAnswered({ method, url }: FastifyRequest): BedrockError {
  const name = findOperationName(method, url)
  return name === undefined ? unknownOperation(method, url) : operationNotImplemented(name)
}

function toBedrockError(error: unknown, log: Log, requestId: string): BedrockError {
  if (error instanceof BedrockError) return error
  if (isDiskFull(error)) return diskFull()
  const { statusCode, message } = error as { statusCode?: number; message: string }
  // Fastify's own refusals: a body that is too large, a request that breaks off.
  if (statusCode !== undefined && statusCode < 500) return unreadableInput(message)
  log.error('the Bedrock API met an internal error', error, { requestId })
  return internalError()
}

function sendError(error: BedrockError, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = toErrorAnswer(error, reply.request.id)
  // As bytes: Fastify would add a charset to the type of a text.
  return reply.status(status).headers(headers).send(Buffer.from(body))
}
