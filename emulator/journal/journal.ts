import { BOUNDS } from '../limits.ts'
import { sizeOf, type Observation } from './observation.ts'

/** The newest requests, as many as there is room for. */
export class Journal {
  #observations: Observation[] = []
  #bytes = 0
  #forgotten = 0

  add(observation: Observation): void {
    this.#observations.push(observation)
    this.#bytes += sizeOf(observation)
    while (this.#observations.length > BOUNDS.journalRequests || this.#bytes > BOUNDS.journalBytes) this.#forgetOldest()
  }

  /** Oldest first. */
  get observations(): readonly Observation[] {
    return this.#observations
  }

  /** How many there were since the journal was emptied that are not in it any more. */
  get forgotten(): number {
    return this.#forgotten
  }

  clear(): void {
    this.#observations = []
    this.#bytes = 0
    this.#forgotten = 0
  }

  #forgetOldest(): void {
    this.#bytes -= sizeOf(this.#observations.shift()!)
    this.#forgotten += 1
  }
}
