import { onTestFinished, vi } from 'vitest'

/** Credentials in the environment of this process, until the test ends; the S3 behind an Outcrop in it is reached with them. */
export function useCredentials(accessKeyId = 'far', secretAccessKey = 'far-secret'): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey)
  // With a profile the SDK would take that one's.
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
}
