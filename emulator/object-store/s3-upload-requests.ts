import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3'
import type { Log } from '../log.ts'
import { ObjectStoreError } from './object-store.ts'
import { contentOf, contentOfParts, isContent, type Content } from './s3-content.ts'
import type { S3Command, S3Requests } from './s3-requests.ts'
import { abortUploads } from './s3-uploads.ts'

/** How long the tidying up behind a failed upload may take, in milliseconds: it also happens when Outcrop ends. */
const TIDY_PATIENCE = 5000

export interface UploadContext {
  bucket: string
  key: string
  signal: AbortSignal
  log: Pick<Log, 'warn'>
}

type AnyCommand = S3Command<ServiceInputTypes, ServiceOutputTypes>

/**
 * What lib-storage sends its requests through. It knows what a single request cannot: that an object is there although the
 * answer was lost, and that an upload may have begun whose id never came.
 */
export class UploadRequests {
  readonly #requests: S3Requests
  readonly #context: UploadContext
  readonly #parts = new Map<number, Content>()
  #mayHaveLostUploads = false

  constructor(requests: S3Requests, context: UploadContext) {
    this.#requests = requests
    this.#context = context
  }

  /** All of a client that lib-storage uses. */
  get client(): S3Client {
    const send = (command: AnyCommand): Promise<ServiceOutputTypes> => this.#answer(command)
    return { config: this.#requests.client.config, send } as unknown as S3Client
  }

  /** To be called at the end, however it came. */
  async tidy(): Promise<void> {
    if (this.#mayHaveLostUploads) await this.#orSay(abortUploads(this.#requests, this.#tidying()))
  }

  #answer(command: AnyCommand): Promise<ServiceOutputTypes> {
    if (command instanceof CreateMultipartUploadCommand) return this.#create(command)
    if (command instanceof UploadPartCommand) return this.#uploadPart(command)
    if (command instanceof PutObjectCommand)
      return this.#sendOrFind(command, () => contentOf(command.input.Body as Uint8Array))
    if (command instanceof CompleteMultipartUploadCommand)
      return this.#sendOrFind(command, () => contentOfParts(this.#parts))
    if (command instanceof AbortMultipartUploadCommand) return this.#abort(command)
    return this.#send(command)
  }

  #send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    onRetry?: () => void,
  ): Promise<Output> {
    return this.#requests.send(command, { missing: 'noSuchBucket', signal: this.#context.signal, onRetry })
  }

  async #create(command: CreateMultipartUploadCommand): Promise<ServiceOutputTypes> {
    const lose = (): void => void (this.#mayHaveLostUploads = true)
    try {
      return await this.#send(command, lose)
    } catch (error) {
      const isRefused = error instanceof ObjectStoreError && error.kind !== 'unavailable'
      if (!isRefused) lose()
      throw error
    }
  }

  async #uploadPart(command: UploadPartCommand): Promise<ServiceOutputTypes> {
    const { Body, PartNumber } = command.input
    const answer = await this.#send(command)
    this.#parts.set(PartNumber!, { size: (Body as Uint8Array).length, etag: answer.ETag ?? '' })
    return answer
  }

  /** Where the answer to an attempt was lost, the next may be refused although all is done. */
  async #sendOrFind(command: AnyCommand, toContent: () => Content): Promise<ServiceOutputTypes> {
    try {
      return await this.#send(command)
    } catch (error) {
      if (await this.#isThere(toContent())) return { $metadata: {} }
      throw error
    }
  }

  async #isThere(content: Content): Promise<boolean> {
    const { bucket, key } = this.#context
    try {
      return isContent(content, await this.#send(new HeadObjectCommand({ Bucket: bucket, Key: key })))
    } catch {
      // The first failure says more.
      return false
    }
  }

  async #abort(command: AbortMultipartUploadCommand): Promise<ServiceOutputTypes> {
    const { signal } = this.#tidying()
    await this.#orSay(this.#requests.send(command, { missing: 'noSuchKey', signal }))
    return { $metadata: {} }
  }

  /** Even where the upload was aborted its parts are to go. */
  #tidying() {
    return { ...this.#context, signal: AbortSignal.timeout(TIDY_PATIENCE) }
  }

  /** Why an upload failed matters more than that its parts stay: that goes to the log. */
  async #orSay(work: Promise<unknown>): Promise<void> {
    const { bucket, key, log } = this.#context
    await work.catch((error: unknown) => {
      if (error instanceof ObjectStoreError && error.kind === 'noSuchUpload') return
      const why = error instanceof Error ? error.message : String(error)
      log.warn(`parts of an upload of s3://${bucket}/${key} may be left behind: ${why}`)
    })
  }
}
