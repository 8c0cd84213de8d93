import type { Dialect } from './dialect.ts'

/** Ids of the calls in one conversation, as they are sent: no two calls have the same, and each result has its call's. */
export class SentIds {
  readonly #spell: Dialect['spellId']
  readonly #sent = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #functions = new Map<string, string>()

  constructor(spell: Dialect['spellId']) {
    this.#spell = spell
  }

  /** The id of a call; legacy function calls have none of their own, and their results name the function. */
  add(id: string | undefined, name: string): string {
    const given = id ?? `call_fn_${this.#sent.size}`
    let sent = this.#spell(given, 0)
    for (let attempt = 1; this.#taken.has(sent); attempt += 1) sent = this.#spell(given, attempt)
    this.#taken.add(sent)
    this.#sent.set(given, sent)
    if (id === undefined) this.#functions.set(name, given)
    return sent
  }

  ofCall(id: string): string {
    return this.#sent.get(id) ?? id
  }

  ofFunction(name: string): string {
    return this.ofCall(this.#functions.get(name) ?? name)
  }
}
