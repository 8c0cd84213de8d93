import {
  AbortMultipartUpload$,
  type AbortMultipartUploadOutput,
  type AbortMultipartUploadRequest,
} from '@aws-sdk/client-s3'
import { operation } from './operation.ts'

export const abortMultipartUpload = operation<AbortMultipartUploadRequest, AbortMultipartUploadOutput>(
  AbortMultipartUpload$,
  async ({ UploadId: uploadId }, { store, request }) => {
    await store.uploads.abort(store.uploads.get(request.bucket, request.key, uploadId!))
    return {}
  },
)
