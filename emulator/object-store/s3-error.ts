import { ObjectStoreError, type ObjectStoreErrorKind } from './object-store.ts'

interface SdkError {
  name?: string
  message?: string
  $metadata?: { httpStatusCode?: number }
  $response?: { headers?: Record<string, string> }
}

const KIND_OF_CODE: Record<string, ObjectStoreErrorKind> = {
  NoSuchBucket: 'noSuchBucket',
  NoSuchKey: 'noSuchKey',
  NoSuchUpload: 'noSuchUpload',
}

const KIND_OF_STATUS: Record<number, ObjectStoreErrorKind> = {
  401: 'accessDenied',
  403: 'accessDenied',
  412: 'changed',
  507: 'full',
}

/** What an error of the SDK means. Answers to HEAD have no code, so `missing` says what a bare 404 stands for. */
export function errorOfS3(error: unknown, missing: 'noSuchBucket' | 'noSuchKey'): ObjectStoreError {
  if (error instanceof ObjectStoreError) return error
  const { name = '', message = '', $metadata } = error as SdkError
  const status = $metadata?.httpStatusCode ?? 0
  const kind = KIND_OF_CODE[name] ?? (status === 404 ? missing : KIND_OF_STATUS[status]) ?? 'unavailable'
  return new ObjectStoreError(kind, `S3 answers ${name}: ${message}`, { cause: error })
}

/** AWS: whoever asks at the wrong region's endpoint is told the right one. */
export const regionOfRefusal = (error: unknown): string | undefined => {
  const { $metadata, $response } = error as SdkError
  const isElsewhere = $metadata?.httpStatusCode === 301 || $metadata?.httpStatusCode === 400
  return isElsewhere ? $response?.headers?.['x-amz-bucket-region'] : undefined
}
