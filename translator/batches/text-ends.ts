import { BACKSLASH, QUOTE } from '../formats/json-characters.ts'

/** The end of a longer text is looked for by the engine, which takes many characters at once. */
const SHORT = 24

/** Finds where the texts of some JSON end, one after another. */
export class TextEnds {
  #json = ''
  /** No backslash stands from there to the next one. */
  #from = 0
  /** Beyond the JSON when there is none. */
  #backslash = -1

  lookIn(json: string): void {
    if (json !== this.#json) this.#backslash = -1
    this.#json = json
  }

  /** Where the closing quote is of the text that starts there; -1 when there is none. */
  find(start: number): number {
    const json = this.#json
    const near = start + SHORT
    let end = start
    while (end < near && json.charCodeAt(end) !== QUOTE) end += 1
    if (end === near) end = json.indexOf('"', near)
    if (this.hasEscape(start, end)) while (end >= 0 && this.#isEscaped(end)) end = json.indexOf('"', end + 1)
    return end
  }

  hasEscape(start: number, end: number): boolean {
    return this.nextBackslash(start) < end
  }

  /** Where the next backslash is from there on; beyond the JSON when there is none. */
  nextBackslash(start: number): number {
    if (this.#backslash < start || start < this.#from) {
      this.#from = start
      const found = this.#json.indexOf('\\', start)
      this.#backslash = found < 0 ? this.#json.length : found
    }
    return this.#backslash
  }

  #isEscaped(quote: number): boolean {
    let first = quote
    while (this.#json.charCodeAt(first - 1) === BACKSLASH) first -= 1
    return (quote - first) % 2 === 1
  }
}
