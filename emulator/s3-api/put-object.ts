import { PutObject$, type PutObjectOutput, type PutObjectRequest } from '@aws-sdk/client-s3'
import { checksumOf, encryptionOf, readAttributes } from './attributes.ts'
import { allowWrite } from './conditions.ts'
import { operation } from './operation.ts'
import { openBody } from './request-body.ts'

export const putObject = operation<PutObjectRequest, PutObjectOutput>(PutObject$, async (input, context) => {
  const { store, request } = context
  const { bucket, key } = request
  const attributes = readAttributes(input, context)
  const allow = allowWrite(key, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch })
  const object = await store.objects.put(bucket, key, context.body ?? openBody(request), { attributes, allow })
  return { ETag: object.etag, ...checksumOf(object.checksum), ...encryptionOf(attributes) }
})
