export interface Token {
  text: string
  /** In UTF-16 units, from the start of the whole; where the next one starts. */
  start: number
  end: number
}

// Ours: no model that lists its tokens reads more of them, and a record may hold megabytes.
const MOST_TOKENS = 8192

const isWithinPair = (text: string, at: number): boolean =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1))

/** A text in so many pieces of about the same length, for models that list their tokens. Some are empty where it is short. */
export function splitTokens(text: string, count: number): Token[] {
  const length = Math.min(count, MOST_TOKENS)
  const startOf = (index: number): number => {
    const at = Math.floor((index * text.length) / length)
    return isWithinPair(text, at) ? at - 1 : at
  }
  return Array.from({ length }, (_, index) => {
    const [start, end] = [startOf(index), startOf(index + 1)]
    return { text: text.slice(start, end), start, end }
  })
}
