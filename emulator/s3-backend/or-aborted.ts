/** The promise, or the signal's reason as soon as it is aborted; what was begun goes on unheard. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await promise
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', onAbort)
  try {
    signal.throwIfAborted()
    return await Promise.race([promise, aborted])
  } finally {
    promise.catch(() => undefined)
    signal.removeEventListener('abort', onAbort)
  }
}
