import type { AccountRegion } from '../arn.ts'
import { keyOfAccount } from '../object-store/default-encryption.ts'
import {
  DEFAULT_STORAGE_CLASS,
  type Attributes,
  type Checksum,
  type Encryption,
} from '../object-store/stored-object.ts'
import { headerNotImplemented, invalidArgument, invalidStorageClass, metadataTooLarge } from './errors.ts'
import type { S3Context } from './operation.ts'
import { AWS_CHUNKED, contentEncodings } from './request-body.ts'
import type { S3Request } from './request.ts'
import { parseTaggingHeader } from './tags.ts'

/** Members of the inputs of PutObject, CopyObject and CreateMultipartUpload. */
export interface AttributesInput {
  Metadata?: Record<string, string> | undefined
  StorageClass?: string | undefined
  ServerSideEncryption?: string | undefined
  SSEKMSKeyId?: string | undefined
  BucketKeyEnabled?: boolean | undefined
  Tagging?: string | undefined
}

const STORED_HEADERS = ['cache-control', 'content-disposition', 'content-language', 'expires'] as const
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream'
const MAX_METADATA_BYTES = 2048
const STORAGE_CLASSES = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
])
/** Objects in them would have to be restored before they can be read. */
const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE'])
const KMS = new Set(['aws:kms', 'aws:kms:dsse'])

/** What a new object says of itself. Throws an S3Error where it may not. */
export function readAttributes(input: AttributesInput, { store, caller, request }: S3Context): Attributes {
  return {
    headers: readHeaders(request),
    metadata: readMetadata(input),
    storageClass: readStorageClass(input),
    encryption: readEncryption(input, caller) ?? store.buckets.defaultEncryption(request.bucket),
    tags: parseTaggingHeader(input.Tagging),
  }
}

export function readHeaders({ headers }: S3Request): Attributes['headers'] {
  const stored: Record<string, string> = { 'content-type': headers['content-type'] || DEFAULT_CONTENT_TYPE }
  for (const name of STORED_HEADERS) {
    const value = headers[name]
    if (value !== undefined) stored[name] = value
  }
  // AWS: the framing of the body is no encoding of the object.
  const encodings = contentEncodings(headers['content-encoding']).filter((coding) => coding !== AWS_CHUNKED)
  if (encodings.length > 0) stored['content-encoding'] = encodings.join(',')
  return stored
}

function readMetadata({ Metadata: metadata = {} }: AttributesInput): Attributes['metadata'] {
  // Node reads headers as latin1: one character is one byte.
  const size = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (size > MAX_METADATA_BYTES) throw metadataTooLarge(size)
  return metadata
}

function readStorageClass({ StorageClass: storageClass = DEFAULT_STORAGE_CLASS }: AttributesInput): string {
  if (ARCHIVES.has(storageClass)) throw headerNotImplemented('x-amz-storage-class')
  if (!STORAGE_CLASSES.has(storageClass)) throw invalidStorageClass(storageClass)
  return storageClass
}

/** `undefined`: as the bucket has it. */
function readEncryption(input: AttributesInput, { region, account }: AccountRegion): Encryption | undefined {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId: kmsKeyId, BucketKeyEnabled: bucketKeyEnabled } = input
  if (algorithm === undefined && kmsKeyId === undefined) return undefined
  const isKms = algorithm !== undefined && KMS.has(algorithm)
  if (algorithm !== undefined && algorithm !== 'AES256' && !isKms)
    throw invalidArgument('The encryption method specified is not supported', 'x-amz-server-side-encryption', algorithm)
  if (!isKms && kmsKeyId !== undefined)
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
      algorithm ?? '',
    )
  if (!isKms) return { algorithm: 'AES256' }
  return {
    algorithm,
    kmsKeyId: kmsKeyId ?? keyOfAccount({ region, account }),
    ...(bucketKeyEnabled === undefined ? {} : { bucketKeyEnabled }),
  }
}

/** Members of outputs. */
export const encryptionOf = ({ encryption }: Attributes) => ({
  ServerSideEncryption: encryption.algorithm as 'AES256',
  SSEKMSKeyId: encryption.kmsKeyId,
  BucketKeyEnabled: encryption.bucketKeyEnabled,
})

/** Members of outputs. */
export const checksumOf = ({ algorithm, type, value }: Checksum) => ({
  [`Checksum${algorithm}`]: value,
  ChecksumType: type,
})
