import type { Readable } from 'node:stream'

/**
 * What went wrong, in words that belong to no API: the S3 face renders them as S3's codes, the job engine as the sentences
 * of failed jobs.
 */
export type ObjectStoreErrorKind =
  | 'noSuchBucket'
  | 'noSuchKey'
  /** A condition on the ETag does not hold: the object is another one now. */
  | 'changed'
  | 'accessDenied'
  /** The name of a new bucket is taken. */
  | 'bucketExists'
  | 'bucketNotEmpty'
  | 'noSuchUpload'
  | 'noSuchPart'
  /** No room on the disk. */
  | 'full'
  /** The store does not answer, or answers with an error of its own. */
  | 'unavailable'

export class ObjectStoreError extends Error {
  readonly kind: ObjectStoreErrorKind
  constructor(kind: ObjectStoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

export interface ObjectSummary {
  key: string
  /** In bytes. */
  size: number
  /** With its quotes. */
  etag: string
}

/** Takes the body of one object piece by piece. Readers see the whole object after complete(), and nothing before. */
export interface ObjectWriter {
  /** Resolves when the next piece may come: awaiting it keeps memory flat. */
  write(piece: Uint8Array): Promise<void>
  complete(): Promise<void>
  /** Leaves nothing behind. May be called at any time, also after a failed write. */
  abort(): Promise<void>
}

/** Ends a call at once, also while it waits to try again; the call then rejects with the signal's reason. */
export interface Abortable {
  signal?: AbortSignal | undefined
}

export interface ReadOptions extends Abortable {
  /** The first byte that is wanted, less than the size; 0 unless told. */
  start?: number | undefined
  /** The ETag that the object must have. */
  etag?: string | undefined
}

export interface WriteOptions extends Abortable {
  contentType: string
  /** Asks for SSE-KMS with this key. */
  kmsKeyId?: string | undefined
}

/**
 * The objects that jobs read and write. Every method rejects with an ObjectStoreError for what a store can refuse.
 * Adapters: embedded-object-store.ts (files on this machine) and s3-object-store.ts (any S3).
 */
export interface ObjectStore {
  /** The region of a bucket, such as `us-east-1`; `undefined` in an S3 that knows no regions. Fails with `noSuchBucket`. */
  bucketRegion(bucket: string, options?: Abortable): Promise<string | undefined>
  /** Every object whose key starts with the prefix, in the order of their keys' UTF-8 bytes. Fails with `noSuchBucket`. */
  list(bucket: string, prefix: string, options?: Abortable): AsyncIterable<ObjectSummary>
  /** Fails with `noSuchBucket`, `noSuchKey`. */
  head(bucket: string, key: string, options?: Abortable): Promise<ObjectSummary>
  /**
   * The bytes from `start` to the end: all of them, or the stream fails. With `etag` it fails with `changed` when the object
   * is not that one any more, also in the middle. Fails with `noSuchBucket`, `noSuchKey`.
   */
  read(bucket: string, key: string, options?: ReadOptions): Promise<Readable>
  /** Nothing is visible, and nothing may fail, before the first write. */
  write(bucket: string, key: string, options: WriteOptions): ObjectWriter
  /** Removes what a killed process began to write under this key and never completed; resolves to how many there were. */
  removeUnfinished(bucket: string, key: string, options?: Abortable): Promise<number>
}
