/** Two halves of one character, a character, or an escape of another kind, so that the backslash of `\\u0041` is no beginning. */
const ESCAPES = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^u])/g

/** With more of them a line is read faster as it stands. */
const MOST_ESCAPES = 32

/**
 * The same JSON with the characters beyond ASCII as they are where `\u` escapes stood for them, as Python writes them: such a
 * line can be read as bytes, each a character of `text`. Halves of characters stay as they are.
 */
export const withoutEscapes = (text: string): string => (hasFewEscapes(text) ? text.replace(ESCAPES, toUtf8) : text)

function hasFewEscapes(text: string): boolean {
  let count = 0
  for (let at = text.indexOf('\\u'); at >= 0; at = text.indexOf('\\u', at + 2)) {
    count += 1
    if (count > MOST_ESCAPES) return false
  }
  return true
}

/** What escapes stand for, as characters that are bytes. Texts use few characters: most are found here. */
const known = new Map<string, string>()
const MOST_KNOWN = 10_000

function toUtf8(escape: string): string {
  if (escape[1] !== 'u') return escape
  const before = known.get(escape)
  if (before !== undefined) return before
  const character = JSON.parse(`"${escape}"`) as string
  const isMeant = character > '\u007f' && character.isWellFormed()
  const utf8 = isMeant ? Buffer.from(character, 'utf8').toString('latin1') : escape
  if (known.size < MOST_KNOWN) known.set(escape, utf8)
  return utf8
}
