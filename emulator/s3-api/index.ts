import type { IncomingMessage } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { AccountRegion } from '../arn.ts'
import { WITHOUT_SCHEMAS } from '../without-schemas.ts'
import type { Log } from '../log.ts'
import type { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'
import { abortMultipartUpload } from './abort-multipart-upload.ts'
import { newRequestId } from './answer-ids.ts'
import { checkBucketName } from './bucket-name.ts'
import { completeMultipartUpload } from './complete-multipart-upload.ts'
import { copyObject } from './copy-object.ts'
import { createBucket } from './create-bucket.ts'
import { createMultipartUpload } from './create-multipart-upload.ts'
import { deleteBucket } from './delete-bucket.ts'
import { deleteObject } from './delete-object.ts'
import { deleteObjectTagging } from './delete-object-tagging.ts'
import { deleteObjects } from './delete-objects.ts'
import { toS3Error } from './error-answer.ts'
import { internalError, invalidUri, methodNotAllowed, operationNotImplemented, type S3Error } from './errors.ts'
import { getBucketAcl } from './get-bucket-acl.ts'
import { getBucketLocation } from './get-bucket-location.ts'
import { getObject } from './get-object.ts'
import { getObjectAcl } from './get-object-acl.ts'
import { getObjectAttributes } from './get-object-attributes.ts'
import { getObjectTagging } from './get-object-tagging.ts'
import { headBucket } from './head-bucket.ts'
import { headObject } from './head-object.ts'
import { listBuckets } from './list-buckets.ts'
import { listMultipartUploads } from './list-multipart-uploads.ts'
import { listObjectVersions } from './list-object-versions.ts'
import { listObjects } from './list-objects.ts'
import { listObjectsV2 } from './list-objects-v2.ts'
import { listParts } from './list-parts.ts'
import type { S3Answer, S3Context, S3Operation } from './operation.ts'
import { optionsObject } from './options-object.ts'
import { putBucketAcl } from './put-bucket-acl.ts'
import { putObject } from './put-object.ts'
import { putObjectAcl } from './put-object-acl.ts'
import { putObjectTagging } from './put-object-tagging.ts'
import { sendAnswer, sendError } from './reply.ts'
import { shareByRules } from './page-access.ts'
import { toS3Request, type S3Request } from './request.ts'
import { operationNameOf } from './route.ts'
import { uploadPart } from './upload-part.ts'
import { uploadPartCopy } from './upload-part-copy.ts'

/** Those that are built, by their names. */
export const OPERATIONS: ReadonlyMap<string, S3Operation> = new Map(
  [
    listBuckets,
    createBucket,
    headBucket,
    deleteBucket,
    getBucketLocation,
    getBucketAcl,
    putBucketAcl,
    putObject,
    getObject,
    headObject,
    getObjectAttributes,
    getObjectAcl,
    putObjectAcl,
    getObjectTagging,
    putObjectTagging,
    deleteObjectTagging,
    deleteObject,
    deleteObjects,
    copyObject,
    listObjects,
    listObjectsV2,
    listObjectVersions,
    createMultipartUpload,
    uploadPart,
    uploadPartCopy,
    completeMultipartUpload,
    abortMultipartUpload,
    listParts,
    listMultipartUploads,
    optionsObject,
    { name: 'PostObject', answer: answerForm },
  ].map((operation) => [operation.name, operation]),
)

/** Those that S3 has. */
const METHODS = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'])

/** Few starts ever see a form. */
async function answerForm(context: S3Context): Promise<S3Answer> {
  const { postObject } = await import('./post-object/index.ts')
  return await postObject(context)
}

export interface S3ApiOptions {
  store: EmbeddedObjectStore
  /** Region and account of whoever sends a request. */
  context: (request: IncomingMessage) => AccountRegion
  log: Pick<Log, 'error'>
}

/**
 * The S3 API of the embedded store, path style. It expects requests without their Content-Type header, as the front door
 * hands them on, and reads that header out of the raw ones.
 */
export function createS3Api(options: S3ApiOptions): FastifyInstance {
  const app = Fastify({
    exposeHeadRoutes: false,
    frameworkErrors: (_error, request, reply) => void sendError(invalidUri(request.raw.url ?? ''), request, reply),
    genReqId: newRequestId,
    routerOptions: { maxParamLength: 16_384 },
    schemaController: WITHOUT_SCHEMAS,
  })
  // Operations read bodies from the raw request, as streams.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.setErrorHandler((error, request, reply) => sendError(describe(error, request, options), request, reply))
  app.addHook('onRequest', (request, _reply, done) => {
    // Fastify has demands of its own on some of the others.
    done(METHODS.has(request.method) ? undefined : methodNotAllowed(request.method))
  })
  app.setNotFoundHandler((request) => {
    throw methodNotAllowed(request.method)
  })
  app.route({
    method: app.supportedMethods,
    url: '*',
    handler: async (request, reply) => {
      shareByRules(request.raw, reply.raw, options.store)
      return await sendAnswer(await answer(request.raw, options), { request, reply, log: options.log })
    },
  })
  return app
}

async function answer(stream: IncomingMessage, { store, context }: S3ApiOptions): Promise<S3Answer> {
  const request = toS3Request(stream)
  if (request.bucket !== '') checkBucketName(request.bucket)
  const operation = await getOperation(request)
  const given = await operation.answer({ store, caller: context(stream), request })
  const bucket = request.key === '' ? store.buckets.find(request.bucket) : undefined
  return bucket ? { ...given, headers: { ...given.headers, 'x-amz-bucket-region': bucket.region } } : given
}

/** Throws `NotImplemented` for what S3 can do and we cannot, `MethodNotAllowed` for what nobody can. */
async function getOperation(request: S3Request): Promise<S3Operation> {
  const name = operationNameOf(request)
  if (name === undefined) throw methodNotAllowed(request.method)
  const operation = OPERATIONS.get(name) ?? (await findSetting(name))
  if (!operation) throw operationNotImplemented(name)
  return operation
}

/** Most starts are never asked for what a bucket has beside its objects. */
async function findSetting(name: string): Promise<S3Operation | undefined> {
  const { bucketSettings } = await import('./settings/index.ts')
  return bucketSettings.find((setting) => setting.name === name)
}

function describe(error: unknown, { raw, id: requestId }: FastifyRequest, { log }: S3ApiOptions): S3Error {
  const known = toS3Error(error, raw.url ?? '')
  if (known) return known
  log.error('the S3 API met an internal error', error, { requestId })
  return internalError()
}
