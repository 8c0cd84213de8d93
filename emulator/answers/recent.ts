/** What was made last, by its text, as long as all the texts together are not too long. The last one is kept in any case. */
export class Recent<Value> {
  readonly #most: { entries: number; characters: number }
  readonly #values = new Map<string, Value>()
  #characters = 0

  constructor(most: { entries: number; characters: number }) {
    this.#most = most
  }

  /** The value that was made of this text, or a new one. */
  get(text: string, make: () => Value): Value {
    const value = this.#values.has(text) ? this.#take(text) : make()
    this.#values.set(text, value)
    this.#characters += text.length
    for (const oldest of this.#values.keys()) {
      if (oldest === text || this.#isWithinBounds()) break
      this.#take(oldest)
    }
    return value
  }

  #take(text: string): Value {
    const value = this.#values.get(text)!
    this.#values.delete(text)
    this.#characters -= text.length
    return value
  }

  #isWithinBounds(): boolean {
    return this.#values.size <= this.#most.entries && this.#characters <= this.#most.characters
  }
}
