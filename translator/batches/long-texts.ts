/** How many texts of a line are kept: looking for one must not take long. */
const MOST_TEXTS = 16

/**
 * The long texts of a line beside what stands in it between their quotes, where JSON.stringify would write the same: what
 * comes out as it went in needs no escaping anew, and finding that out character by character takes longest of all.
 */
export class LongTexts {
  readonly #texts: string[] = []
  readonly #written: string[] = []
  #count = 0

  clear(): void {
    this.#count = 0
  }

  add(text: string, written: string): void {
    if (this.#count === MOST_TEXTS) return
    this.#texts[this.#count] = text
    this.#written[this.#count] = written
    this.#count += 1
  }

  /** What stands between the quotes of the text; `undefined` for a text that is not the line's. */
  find(text: string): string | undefined {
    for (let index = 0; index < this.#count; index += 1) if (this.#texts[index] === text) return this.#written[index]
    return undefined
  }
}
