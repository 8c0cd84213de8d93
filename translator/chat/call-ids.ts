import { invalidValue } from '../errors.ts'

/**
 * Ids of the calls in one conversation. Clients bring ids of any making; inside the record they become letters, digits, `_`
 * and `-`, at most 64, and no two calls have the same.
 */
export class CallIds {
  readonly #given = new Map<string, string>()
  readonly #taken = new Set<string>()
  /** How many copies of an id there are, so that the next one is found at once. */
  readonly #copies = new Map<string, number>()
  readonly #functions = new Map<string, string>()

  /** The id of a call in the record. Legacy function calls have none of their own, and their results name the function. */
  add(id: string | undefined, name: string, path: string): string {
    if (id !== undefined && this.#given.has(id))
      throw invalidValue(`${path}.id`, `two calls have the id ${JSON.stringify(id)}.`)
    const given = id ?? `call_fn_${this.#given.size}`
    const safe = this.#unique(given.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'call')
    this.#given.set(given, safe)
    if (id === undefined) this.#functions.set(name, given)
    return safe
  }

  find(id: string): string | undefined {
    return this.#given.get(id)
  }

  ofFunction(name: string): string {
    return this.#functions.get(name) ?? name
  }

  #unique(id: string): string {
    let unique = id
    while (this.#taken.has(unique)) {
      const copy = (this.#copies.get(id) ?? 1) + 1
      this.#copies.set(id, copy)
      unique = `${id.slice(0, 56)}_${copy}`
    }
    this.#taken.add(unique)
    return unique
  }
}
