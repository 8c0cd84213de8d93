import {
  DeleteObjects$,
  type DeleteObjectsOutput,
  type DeleteObjectsRequest,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3'
import type { Allow } from '../object-store/write-body.ts'
import { allowDelete } from './conditions.ts'
import { toS3Error } from './error-answer.ts'
import { headerNotImplemented, malformedXml, missingDigest, noSuchVersion } from './errors.ts'
import { operation } from './operation.ts'
import type { S3Request } from './request.ts'
import { checkKey } from './target.ts'

const MAX_OBJECTS = 1000

export const deleteObjects = operation<DeleteObjectsRequest, DeleteObjectsOutput>(
  DeleteObjects$,
  async ({ Delete: { Objects: objects, Quiet: isQuiet } = {} }, { store, request }) => {
    if (!hasDigest(request.headers)) throw missingDigest()
    if (objects === undefined || objects.length === 0 || objects.length > MAX_OBJECTS) throw malformedXml()
    if (objects.some(({ Key: key }) => !key)) throw malformedXml()
    const deletions = objects.map((identifier) => ({ key: identifier.Key!, allow: allowanceOf(identifier) }))
    const refusals = await store.objects.delete(request.bucket, deletions)
    const outcomes = objects.map(({ Key: key }, index) => ({ key, refusal: refusals[index] }))
    return {
      Deleted: isQuiet ? [] : outcomes.flatMap(({ key, refusal }) => (refusal === undefined ? [{ Key: key }] : [])),
      Errors: outcomes.flatMap(({ key, refusal }) =>
        refusal === undefined ? [] : [{ Key: key, ...toError(refusal, request) }],
      ),
    }
  },
)

/** AWS: this operation demands a digest of its body, of whatever kind. */
const hasDigest = (headers: Record<string, unknown>): boolean =>
  headers['content-md5'] !== undefined ||
  headers['x-amz-trailer'] !== undefined ||
  Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-'))

/** What cannot be done to one object is its own error, not that of the request. */
function allowanceOf({
  Key: key,
  VersionId: version,
  ETag: etag,
  LastModifiedTime: time,
  Size: size,
}: ObjectIdentifier): Allow {
  return (current) => {
    checkKey(key!)
    if (version !== undefined && version !== 'null') throw noSuchVersion()
    if (time !== undefined || size !== undefined) throw headerNotImplemented('Delete')
    allowDelete(etag)?.(current)
  }
}

function toError(refusal: unknown, { stream }: S3Request): { Code: string; Message: string } {
  const error = toS3Error(refusal, stream.url ?? '')
  if (!error) throw refusal
  return { Code: error.code, Message: error.message }
}
