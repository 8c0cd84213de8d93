import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import type { ObjectSummary } from './object-store.ts'

export interface Bucket {
  name: string
  region: string
  /** Twelve digits. */
  account: string
  createdAt: number
}

export interface Checksum {
  algorithm: ChecksumAlgorithm
  /** Of all bytes, or of the checksums of the parts of a multipart upload. */
  type: 'FULL_OBJECT' | 'COMPOSITE'
  /** As on the wire: base64, with `-<number of parts>` behind it where it is composite. */
  value: string
}

/** AWS: the algorithm of objects that come without a checksum. */
export const DEFAULT_CHECKSUM = 'CRC64NVME' satisfies ChecksumAlgorithm

export const DEFAULT_STORAGE_CLASS = 'STANDARD'

export interface Encryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  algorithm: string
  kmsKeyId?: string | undefined
  bucketKeyEnabled?: boolean | undefined
}

export interface Tag {
  key: string
  value: string
}

/** What a client says of an object when it writes it, and gets back when it reads it. */
export interface Attributes {
  /** Content-Type, Cache-Control and their like, as they were sent; names in lower case. */
  headers: Record<string, string>
  /** By names without `x-amz-meta-`. */
  metadata: Record<string, string>
  storageClass: string
  encryption: Encryption
  /** As they came; none where it is missing. */
  tags?: Tag[] | undefined
}

/** One file of an object's body: all of it, or what was one part of a multipart upload. */
export interface Segment {
  /** Of the file. */
  name: string
  /** In bytes. */
  size: number
}

/** What was one part of a multipart upload. */
export interface StoredPart {
  /** In bytes. */
  size: number
  /** Base64, by the object's algorithm, where the upload was created with one. */
  checksumValue?: string | undefined
}

/** A row of a listing. */
export interface ListedObject extends ObjectSummary {
  /** Whole seconds, as S3 keeps them. */
  lastModifiedAt: number
  storageClass: string
  checksumAlgorithm: ChecksumAlgorithm
  checksumType: Checksum['type']
}

export interface StoredObject extends ObjectSummary {
  bucket: string
  lastModifiedAt: number
  attributes: Attributes
  checksum: Checksum
  /** `undefined` where it was put in one piece. */
  parts: StoredPart[] | undefined
  segments: Segment[]
}

export const toWholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000

export const quote = (md5: Uint8Array, suffix = ''): string => `"${Buffer.from(md5).toString('hex')}${suffix}"`
