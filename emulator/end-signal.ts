import { constants } from 'node:os'

/** Why a start was broken off. */
export class EndAsked extends Error {
  /** As a shell says of a program that a signal ended. */
  readonly exitCode: number
  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal}`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

export interface EndSignal {
  /** Aborted, with an EndAsked, by the first signal. */
  signal: AbortSignal
  /** Signals mean what they meant before. */
  [Symbol.dispose](): void
}

/** In milliseconds. npm passes on to its child what the terminal has sent there already: that is no second wish. */
const SAME_WISH = 500

/** The first signal asks for the end; a second one does not wait for it. */
export function onEndSignal(names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']): EndSignal {
  const asked = new AbortController()
  let askedAt = 0
  const ask = (name: NodeJS.Signals): void => {
    if (!asked.signal.aborted) {
      askedAt = performance.now()
      asked.abort(new EndAsked(name))
    } else if (performance.now() - askedAt > SAME_WISH) process.exit(new EndAsked(name).exitCode)
  }
  for (const name of names) process.on(name, ask)
  return {
    signal: asked.signal,
    [Symbol.dispose]: () => {
      for (const name of names) process.off(name, ask)
    },
  }
}

/** Resolves when the end is asked for. */
export async function untilAsked({ signal }: EndSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
