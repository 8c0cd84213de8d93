import { aclNotSupported, headerNotImplemented, noSuchVersion, unknownChecksum, type S3Error } from './errors.ts'

/** Decides what to answer to a value that we cannot honour; `undefined` where it asks for nothing. */
type Refusal = (value: unknown) => S3Error | undefined

const notImplemented =
  (header: string, ...harmless: unknown[]): Refusal =>
  (value) =>
    harmless.includes(value) ? undefined : headerNotImplemented(header)

const SSE_C = 'x-amz-server-side-encryption-customer'
const LOCK = 'x-amz-object-lock'

/**
 * Members of inputs that stand for what is not built. Whoever sends one is told so, in S3's words, rather than left to
 * believe in it.
 */
export const UNSUPPORTED: Record<string, Refusal> = {
  ACL: (value) => (value === 'private' || value === 'bucket-owner-full-control' ? undefined : aclNotSupported()),
  GrantFullControl: aclNotSupported,
  GrantRead: aclNotSupported,
  GrantReadACP: aclNotSupported,
  GrantWrite: aclNotSupported,
  GrantWriteACP: aclNotSupported,
  VersionId: (value) => (value === 'null' ? undefined : noSuchVersion()),
  ChecksumSHA512: unknownChecksum,
  ChecksumMD5: unknownChecksum,
  ChecksumXXHASH64: unknownChecksum,
  ChecksumXXHASH3: unknownChecksum,
  ChecksumXXHASH128: unknownChecksum,
  AnnotationDirective: notImplemented('x-amz-object-annotation-directive'),
  WebsiteRedirectLocation: notImplemented('x-amz-website-redirect-location'),
  WriteOffsetBytes: notImplemented('x-amz-write-offset-bytes'),
  MFA: notImplemented('x-amz-mfa'),
  BypassGovernanceRetention: notImplemented('x-amz-bypass-governance-retention', false),
  SSECustomerAlgorithm: notImplemented(`${SSE_C}-algorithm`),
  SSECustomerKey: notImplemented(`${SSE_C}-key`),
  SSECustomerKeyMD5: notImplemented(`${SSE_C}-key-MD5`),
  CopySourceSSECustomerAlgorithm: notImplemented(`x-amz-copy-source-server-side-encryption-customer-algorithm`),
  CopySourceSSECustomerKey: notImplemented(`x-amz-copy-source-server-side-encryption-customer-key`),
  CopySourceSSECustomerKeyMD5: notImplemented(`x-amz-copy-source-server-side-encryption-customer-key-MD5`),
  SSEKMSEncryptionContext: notImplemented('x-amz-server-side-encryption-context'),
  ObjectLockMode: notImplemented(`${LOCK}-mode`),
  ObjectLockRetainUntilDate: notImplemented(`${LOCK}-retain-until-date`),
  ObjectLockLegalHoldStatus: notImplemented(`${LOCK}-legal-hold`, 'OFF'),
  ObjectLockEventHold: notImplemented(`${LOCK}-event-hold`, 'OFF'),
  ObjectLockEventHoldDurationDays: notImplemented(`${LOCK}-event-hold-duration-days`),
  ObjectLockEventHoldDurationYears: notImplemented(`${LOCK}-event-hold-duration-years`),
  ObjectLockEnabledForBucket: notImplemented('x-amz-bucket-object-lock-enabled', false),
  ObjectOwnership: notImplemented('x-amz-object-ownership', 'BucketOwnerEnforced'),
  BucketNamespace: notImplemented('x-amz-bucket-namespace', 'global'),
  IfMatchLastModifiedTime: notImplemented('x-amz-if-match-last-modified-time'),
  IfMatchSize: notImplemented('x-amz-if-match-size'),
  IfMatchInitiatedTime: notImplemented('x-amz-if-match-initiated-time'),
}

/** Throws where an input asks for what is not built. */
export function refuseUnsupported(input: Record<string, unknown>): void {
  for (const name in input) {
    const refusal = UNSUPPORTED[name]?.(input[name])
    if (refusal) throw refusal
  }
}
