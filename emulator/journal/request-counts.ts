import type { Api, Observation } from './observation.ts'

/** Upper bounds of the classes that durations are counted in, in seconds; the last class has none. */
export const DURATION_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** How many requests of one kind had which answer. */
export interface AnswerCount {
  api: Api
  operation: string
  /** `none`: the client was gone before there was one. */
  status: string
  count: number
}

/** How long those of one kind took. */
export interface DurationCount {
  api: Api
  operation: string
  /** By class; each request is in one. */
  classes: number[]
  seconds: number
  count: number
}

/** Bytes of bodies. */
export interface ByteCount {
  api: Api
  received: number
  sent: number
}

/** Requests since the start, by what few words can say of them: no bucket, no key and no job is told apart. */
export class RequestCounts {
  readonly #answers = new Map<string, AnswerCount>()
  readonly #durations = new Map<string, DurationCount>()
  readonly #bytes = new Map<Api, ByteCount>()
  /** Requests whose answer has not ended. */
  open = 0

  add({ api, operation = 'unknown', status, durationMs, bytesIn, bytesOut }: Observation): void {
    const kind = `${api} ${operation}`
    const answers = entryOf(this.#answers, `${kind} ${status}`, () => {
      return { api, operation, status: status === undefined ? 'none' : String(status), count: 0 }
    })
    answers.count += 1
    const durations = entryOf(this.#durations, kind, () => {
      return {
        api,
        operation,
        classes: Array.from({ length: DURATION_BOUNDS.length + 1 }, () => 0),
        seconds: 0,
        count: 0,
      }
    })
    durations.classes[classOf(durationMs / 1000)]! += 1
    durations.seconds += durationMs / 1000
    durations.count += 1
    const bytes = entryOf(this.#bytes, api, () => ({ api, received: 0, sent: 0 }))
    bytes.received += bytesIn
    bytes.sent += bytesOut
  }

  get answers(): AnswerCount[] {
    return [...this.#answers.values()]
  }

  get durations(): DurationCount[] {
    return [...this.#durations.values()]
  }

  get bytes(): ByteCount[] {
    return [...this.#bytes.values()]
  }
}

function entryOf<K, V>(entries: Map<K, V>, key: K, make: () => V): V {
  const known = entries.get(key)
  if (known !== undefined) return known
  const made = make()
  entries.set(key, made)
  return made
}

/** The bound itself belongs to its class. */
function classOf(seconds: number): number {
  const at = DURATION_BOUNDS.findIndex((bound) => seconds <= bound)
  return at < 0 ? DURATION_BOUNDS.length : at
}
