import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AccountRegion } from '../arn.ts'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'
import type { BucketUsage } from '../object-store/bucket-usage.ts'
import type { ObjectStore } from '../object-store/object-store.ts'

/** The S3 behind the door: what jobs read and write, what answers clients, and how it begins and ends. */
export interface S3Backend {
  objects: ObjectStore
  /** Answers one S3 request, whose URL is path style without any prefix of ours. Never throws. */
  face: (request: IncomingMessage, response: ServerResponse) => void
  /**
   * Whether the CORS rules of a bucket let in the page that sends this request, whose path-style URL stands beside it;
   * `undefined` where nobody here knows the rules.
   */
  letsPageIn: ((request: IncomingMessage, url: string) => Promise<boolean>) | undefined
  /** Makes the buckets that are missing. Rejects with a ConfigError when one cannot be made. */
  makeBuckets(names: readonly string[]): Promise<void>
  /**
   * Removes what a killed process left behind, while requests are answered; close() ends it. Never rejects. `undefined` where
   * there is nothing of the kind.
   */
  tidy: (() => Promise<void>) | undefined
  /** Forgets all objects and buckets; `undefined` where they are not ours to remove. */
  reset: (() => Promise<void>) | undefined
  /** What is in its buckets; `undefined` where that would have to be asked of another S3. */
  usage: (() => BucketUsage[]) | undefined
  /** How clients reach this S3 without us; `undefined` when it is only reached through us. */
  direct: DirectAccess | undefined
  /** Answers open requests, then ends what was started for it. */
  close(): Promise<void>
}

export interface DirectAccess {
  /** Such as `http://localhost:32771`. */
  endpoint: string
  /** Web page for people; `undefined` where there is none. */
  console: string | undefined
  /** `undefined` where they are the user's own, which are not printed. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  /** The container that it runs in; `undefined` where it is none of ours. */
  container: { name: string; isKept: boolean } | undefined
}

/** Credentials as SDKs know them; asked for at every request, since they may expire. */
export type CredentialProvider = () => Promise<{
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}>

/** An S3 that is reached over HTTP. */
export interface RemoteS3 {
  /** Scheme, host and port; a path in it is refused where it is read. */
  endpoint: URL
  /** The region that requests are signed for, such as `us-east-1`. */
  region: string
  credentials: CredentialProvider
}

/** What the S3 may use of the emulator around it. */
export interface S3Surroundings {
  database: Database
  /** An existing folder for bodies of objects, ours alone. */
  objectsPath: string
  /** Whether what has been written survives a loss of power. */
  durable: boolean
  /** Epoch milliseconds. */
  now: () => number
  /** Region and account of requests that do not say theirs. */
  defaults: AccountRegion
  log: Log
  /** Ends a start that takes long; it rejects with the signal's reason, and has cleaned up then. */
  signal?: AbortSignal | undefined
  /** Is told what is waited for; `undefined`: nothing any more. */
  progress?: ((what: string | undefined) => void) | undefined
}
