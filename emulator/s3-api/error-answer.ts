import { ObjectStoreError, type ObjectStoreErrorKind } from '../object-store/object-store.ts'
import { UnreadableXmlError } from '../wire/parse-xml.ts'
import { UnreadableNumberError } from '../wire/rest-xml.ts'
import * as errors from './errors.ts'
import { S3Error } from './errors.ts'
import { parseQuery, parseTarget, type Target } from './target.ts'

/** What an error means to a client of S3 that asked for `url`; `undefined` for a bug. */
export function toS3Error(error: unknown, url: string): S3Error | undefined {
  if (error instanceof S3Error) return error
  if (error instanceof UnreadableXmlError) return errors.malformedXml()
  if (error instanceof UnreadableNumberError)
    return errors.invalidArgument(
      `Provided ${error.parameter} not an integer or within integer range`,
      error.parameter,
      error.value,
    )
  return error instanceof ObjectStoreError
    ? FROM_STORE[error.kind]({ ...parseTarget(url), uploadId: uploadIdOf(url) })
    : undefined
}

const uploadIdOf = (url: string): string => parseQuery(url).get('uploadId') ?? ''

type About = Target & { uploadId: string }

const FROM_STORE: Record<ObjectStoreErrorKind, (about: About) => S3Error | undefined> = {
  noSuchBucket: ({ bucket }) => errors.noSuchBucket(bucket),
  noSuchKey: ({ key }) => errors.noSuchKey(key),
  bucketExists: ({ bucket }) => errors.bucketAlreadyExists(bucket),
  bucketNotEmpty: ({ bucket }) => errors.bucketNotEmpty(bucket),
  noSuchUpload: ({ uploadId }) => errors.noSuchUpload(uploadId),
  noSuchPart: ({ uploadId }) => errors.invalidPart(uploadId),
  changed: () => errors.preconditionFailed('If-Match'),
  accessDenied: () => errors.notTheOwner(),
  full: () => errors.diskFull(),
  unavailable: () => undefined,
}
