import { invalidValue } from '../errors.ts'

/** A call's id as a model takes it; `attempt` counts up from 0 while another call has that id. */
export type SpellId = (id: string, attempt: number) => string

/** For models that take letters, digits, `_` and `-`, at most 64. */
export const inSafeLetters: SpellId = (id, attempt) => {
  const safe = id.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'call'
  return attempt === 0 ? safe : `${safe.slice(0, 56)}_${attempt + 1}`
}

/**
 * Ids of the calls in one conversation. Clients bring ids of any making; inside the record they are spelled as the model takes
 * them, and no two calls have the same. Legacy function calls have none of their own, and their results name the function.
 */
export class CallIds {
  readonly #spell: SpellId
  readonly #sent = new Map<string, string>()
  /** Of legacy calls, by the function's name. */
  readonly #functions = new Map<string, string>()
  readonly #taken = new Set<string>()
  /** How many calls would like the same id, so that the next one is found at once. */
  readonly #attempts = new Map<string, number>()

  constructor(spell: SpellId) {
    this.#spell = spell
  }

  /** The id of a call in the record. */
  add(id: string | undefined, name: string, path: string): string {
    if (id === undefined) {
      const sent = this.#unique(`call_fn_${this.#taken.size}`)
      this.#functions.set(name, sent)
      return sent
    }
    if (this.#sent.has(id)) throw invalidValue(`${path}.id`, `two calls have the id ${JSON.stringify(id)}.`)
    const sent = this.#unique(id)
    this.#sent.set(id, sent)
    return sent
  }

  /** What the call with the client's id has in the record. */
  find(id: string): string | undefined {
    return this.#sent.get(id)
  }

  /** What the last legacy call of a function has in the record. */
  findOfFunction(name: string): string | undefined {
    return this.#functions.get(name)
  }

  #unique(id: string): string {
    const first = this.#spell(id, 0)
    let attempt = this.#attempts.get(first) ?? 0
    let sent = this.#spell(id, attempt)
    while (this.#taken.has(sent)) {
      attempt += 1
      sent = this.#spell(id, attempt)
    }
    this.#attempts.set(first, attempt)
    this.#taken.add(sent)
    return sent
  }
}
