import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient } from './s3-error.ts'

/** How often something is tried, and how long is waited for it and in between. */
export interface Retries {
  attempts: number
  /** Milliseconds for an attempt until its answer begins, and for each piece of a body: a silent S3 is a broken one. */
  patience: number
  /** Milliseconds to wait after this many failures in a row. */
  delay: (failures: number) => number
}

/** Six to thirteen seconds together: an S3 that starts anew is there again, and nobody waits long for one that is not. */
const ATTEMPTS = 8
const FIRST_DELAY = 100

/** A part of 5 MiB goes up in this time where the line takes 350 kbit/s. */
const PATIENCE = 120_000

export const S3_RETRIES: Retries = {
  attempts: ATTEMPTS,
  patience: PATIENCE,
  // Half of it by chance, so that jobs that were refused together do not come back together.
  delay: (failures) => FIRST_DELAY * 2 ** (failures - 1) * (0.5 + Math.random() / 2),
}

export interface RetryContext {
  retries: Retries
  signal: AbortSignal | undefined
  /** Called before another attempt. */
  onRetry?: (() => void) | undefined
}

/** Tries until it works, or fails in a way that another attempt does not mend. Waiting ends with the signal. */
export async function retrying<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { retries, signal, onRetry }: RetryContext,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      signal?.throwIfAborted()
      return await withPatience(attempt, { retries, signal })
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (failures >= retries.attempts || !isTransient(error)) throw error
      onRetry?.()
      await waitToRetry(failures, { retries, signal })
    }
  }
}

/** As a connection that breaks. */
export class BrokenOffError extends Error {
  readonly code = 'ECONNRESET'
}

async function withPatience<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { retries: { patience }, signal }: RetryContext,
): Promise<T> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), patience)
  try {
    return await attempt(signal ? AbortSignal.any([signal, silence.signal]) : silence.signal)
  } catch (error) {
    if (silence.signal.aborted) throw new BrokenOffError(`no answer for ${patience / 1000} s`, { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Rejects with the signal's reason when it is aborted meanwhile. */
export async function waitToRetry(failures: number, { retries, signal }: RetryContext): Promise<void> {
  try {
    await sleep(retries.delay(failures), undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
