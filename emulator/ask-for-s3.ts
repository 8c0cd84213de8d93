import type { DirectAccess } from './s3-backend/s3-backend.ts'

/** In milliseconds. */
const PATIENCE = 2000

/**
 * Asks the Outcrop at a URL how its S3 is reached without it. `undefined` where none answers, or where there is nothing to say:
 * a shell that is set up before the start needs no more than the URL.
 */
export async function askForS3(url: string): Promise<Omit<DirectAccess, 'container'> | undefined> {
  try {
    const answer = await fetch(`${url}/_outcrop/s3`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' })
    return answer.ok ? toAccess(await answer.json()) : undefined
  } catch {
    return undefined
  }
}

// A shell evaluates what is made of it, and anybody may listen on that port.
const URL_ORIGIN = /^https?:\/\/[\w.:[\]-]+$/
const KEY = /^[\w.+/=-]+$/

function toAccess(value: unknown): Omit<DirectAccess, 'container'> | undefined {
  const { endpoint, console, credentials } = (value ?? {}) as Record<string, unknown>
  if (!isLike(URL_ORIGIN, endpoint)) return undefined
  const { accessKeyId, secretAccessKey } = (credentials ?? {}) as Record<string, unknown>
  return {
    endpoint,
    console: isLike(URL_ORIGIN, console) ? console : undefined,
    credentials:
      isLike(KEY, accessKeyId) && isLike(KEY, secretAccessKey) ? { accessKeyId, secretAccessKey } : undefined,
  }
}

const isLike = (pattern: RegExp, value: unknown): value is string => typeof value === 'string' && pattern.test(value)
