const QUOTE = 0x22
const BACKSLASH = 0x5c
const PLACES = 1024
/** Longer names are nobody's parameters. */
const MOST_CHARACTERS = 64

/**
 * Names of members, found where they stand in a text: lines have the same few again and again, and to cut each out anew takes
 * longer than to compare it.
 */
export class KnownNames {
  readonly #names: (string | undefined)[] = Array.from({ length: PLACES }, () => undefined)

  /** The name that begins here and ends before the next quote; `undefined` for one that needs another's care. */
  read(text: string, start: number): string | undefined {
    let hash = 0
    let end = start
    for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(++end)) {
      if (code === BACKSLASH || end - start === MOST_CHARACTERS) return undefined
      hash = (Math.imul(hash, 31) + code) | 0
    }
    const place = (hash ^ (hash >>> 10)) & (PLACES - 1)
    const known = this.#names[place]
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known
    const name = text.slice(start, end)
    // As a member's name it would be none: it says what an object inherits.
    if (name === '__proto__') return undefined
    return (this.#names[place] = toNameOfItsOwn(name))
  }
}

/** A copy that keeps no text alive of which the name is a part. */
const toNameOfItsOwn = (name: string): string => Object.keys({ [name]: 0 })[0]!
