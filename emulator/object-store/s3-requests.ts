import type { S3Client, S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3'
import type { Command } from '@smithy/types'
import type { Abortable } from './object-store.ts'
import { errorOfS3, type Asked } from './s3-error.ts'
import { retrying, type Retries } from './s3-retries.ts'

export type S3Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Command<
  ServiceInputTypes,
  Input,
  ServiceOutputTypes,
  Output,
  S3ClientResolvedConfig
>

export interface SendOptions extends Abortable {
  missing: Asked['missing']
  /** Called before another attempt. */
  onRetry?: (() => void) | undefined
}

/** Where the SDK tries again by itself: its attempts would multiply ours, and its waiting go on after an abort. */
const RETRYING = { name: 'retryMiddleware', step: 'finalizeRequest', priority: 'high', override: true } as const

const withoutRetries = <Handler>(next: Handler): Handler => next

/** How an S3 is asked: what may be tried again is, and what it refuses comes back as an ObjectStoreError. */
export class S3Requests {
  readonly client: S3Client
  readonly retries: Retries

  constructor(client: S3Client, retries: Retries) {
    this.client = client
    this.retries = retries
  }

  async send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    { missing, signal, onRetry }: SendOptions,
  ): Promise<Output> {
    const { retries } = this
    command.middlewareStack.add(withoutRetries, RETRYING)
    try {
      const attempt = (abortSignal: AbortSignal): Promise<Output> => this.client.send(command, { abortSignal })
      return await retrying(attempt, { retries, signal, onRetry })
    } catch (error) {
      signal?.throwIfAborted()
      throw errorOfS3(error, { request: toText(command), missing, attempts: retries.attempts })
    }
  }
}

/** Such as `GetObject s3://bucket/key`. */
export function toText(command: { input: object }): string {
  const { Bucket, Key, Prefix } = command.input as { Bucket?: string; Key?: string; Prefix?: string }
  return `${command.constructor.name.replace(/Command$/, '')} s3://${Bucket ?? ''}/${Key ?? Prefix ?? ''}`
}
