import * as s3 from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { refuseUnsupported, UNSUPPORTED } from '../../../emulator/s3-api/unsupported.ts'
import { bucketSettings } from '../../../emulator/s3-api/settings/index.ts'
import { membersOf, operationsOf, toOperation } from '../../../emulator/wire/schema.ts'

const BUILT = [
  s3.ListBuckets$,
  s3.CreateBucket$,
  s3.HeadBucket$,
  s3.DeleteBucket$,
  s3.GetBucketLocation$,
  s3.PutObject$,
  s3.GetObject$,
  s3.HeadObject$,
  s3.DeleteObject$,
  s3.DeleteObjects$,
  s3.CopyObject$,
  s3.ListObjectsV2$,
  s3.CreateMultipartUpload$,
  s3.UploadPart$,
  s3.CompleteMultipartUpload$,
  s3.AbortMultipartUpload$,
  s3.ListParts$,
  s3.ListMultipartUploads$,
  s3.ListObjects$,
  s3.ListObjectVersions$,
  s3.UploadPartCopy$,
  s3.GetObjectAttributes$,
  s3.GetObjectTagging$,
  s3.PutObjectTagging$,
  s3.DeleteObjectTagging$,
  s3.GetBucketAcl$,
  s3.PutBucketAcl$,
  s3.GetObjectAcl$,
  s3.PutObjectAcl$,
].map(toOperation)
const SETTINGS = operationsOf(s3).filter(({ name }) => bucketSettings.some((setting) => setting.name === name))

/** Members that some code reads: a handler, the checks of bodies, or the stored headers. */
const SUPPORTED = new Set(
  `Bucket Key Body ContentLength ContentMD5 ExpectedBucketOwner ExpectedSourceBucketOwner
  CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType Expires Metadata MetadataDirective
  StorageClass ServerSideEncryption SSEKMSKeyId BucketKeyEnabled
  ChecksumAlgorithm ChecksumType ChecksumMode ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256
  IfMatch IfNoneMatch IfModifiedSince IfUnmodifiedSince Range PartNumber
  ResponseCacheControl ResponseContentDisposition ResponseContentEncoding ResponseContentLanguage ResponseContentType
  ResponseExpires CopySource CopySourceIfMatch CopySourceIfNoneMatch CopySourceIfModifiedSince
  CopySourceIfUnmodifiedSince CopySourceRange CreateBucketConfiguration Delete
  Tagging TaggingDirective ObjectAttributes AccessControlPolicy
  MaxBuckets BucketRegion ContinuationToken Prefix Delimiter EncodingType MaxKeys FetchOwner StartAfter Marker
  KeyMarker UploadIdMarker MaxUploads VersionIdMarker
  PublicAccessBlockConfiguration OwnershipControls ServerSideEncryptionConfiguration CORSConfiguration
  LifecycleConfiguration TransitionDefaultMinimumObjectSize Policy
  UploadId MultipartUpload MpuObjectSize MaxParts PartNumberMarker`.split(/\s+/),
)

/**
 * They ask for nothing here: nobody is charged, no object is being restored from an archive, nobody is shut out by a policy,
 * and no setting that takes one is taken.
 */
const HARMLESS = new Set([
  'RequestPayer',
  'OptionalObjectAttributes',
  'ConfirmRemoveSelfBucketAccess',
  'SkipDestinationValidation',
  'Token',
])

/** Settings of which nothing is taken but what is there anyway; the others are refused. */
const STAYING = new Set(
  `AccelerateConfiguration BucketLoggingStatus NotificationConfiguration ObjectLockConfiguration
  ReplicationConfiguration RequestPaymentConfiguration VersioningConfiguration WebsiteConfiguration`.split(/\s+/),
)

const KNOWN = [SUPPORTED, HARMLESS, STAYING]

describe('members of the inputs', () => {
  it.each([...BUILT, ...SETTINGS].map((operation) => [operation.name, operation] as const))(
    '%s: none is read past in silence',
    (_name, { input }) => {
      const names = membersOf(input).map(({ name }) => name)
      expect(names.filter((name) => !KNOWN.some((some) => some.has(name)) && !(name in UNSUPPORTED))).toEqual([])
    },
  )

  it('none is both supported and refused', () => {
    expect(Object.keys(UNSUPPORTED).filter((name) => SUPPORTED.has(name))).toEqual([])
  })

  it('every one that is refused belongs to an operation', () => {
    const names = new Set(BUILT.flatMap(({ input }) => membersOf(input).map(({ name }) => name)))
    expect(Object.keys(UNSUPPORTED).filter((name) => !names.has(name))).toEqual([])
  })

  it('are refused as not implemented, but for values that change nothing', () => {
    expect(() => refuseUnsupported({ ObjectOwnership: 'ObjectWriter' })).toThrow(
      expect.objectContaining({ status: 501 }),
    )
    expect(() =>
      refuseUnsupported({ ObjectOwnership: 'BucketOwnerEnforced', ACL: 'private', VersionId: 'null' }),
    ).not.toThrow()
  })
})
