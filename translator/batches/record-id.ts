/** What a recordId says: which line a record belongs to, and which of the line's records it is. */
export interface LineKey {
  customId: string
  /** Which part of a line that needed several records, and of how many. */
  part?: { index: number; count: number }
  /** Whether the client wants vectors as base64, which no modelInput can say. */
  isBase64?: boolean
}

/** OpenAI's bound for inputs in one embeddings request; `n` is at most 128 there. */
export const MOST_PARTS = 2048

// As they stand: what the documents of every year allow, and what users were seen to send. What begins like an escaped id does not.
const PLAIN = /^(?!zz[xpb])[a-zA-Z0-9_-]{1,64}$/
const ESCAPED = /^zz(?:p([0-9]+)n([0-9]+))?(b?)x((?:[a-yA-Z0-9]|z[0-9a-f]{2})*)$/

/** Whether a custom_id is its own recordId. */
export const isPlainId = (customId: string): boolean => PLAIN.test(customId)

/**
 * A recordId that says which line it came from, so that no list of ids need be kept: translation works on any split of a
 * file. An id of letters, digits, `_` and `-`, at most 64 long, stands as it is; any other, of any length, becomes letters
 * and digits: `zzx`, then its UTF-8 bytes, each a letter (but z) or digit as it is or `z` and two hexadecimal digits.
 */
export function toRecordId({ customId, part, isBase64 = false }: LineKey): string {
  if (!part && !isBase64 && isPlainId(customId)) return customId
  const head = `zz${part ? `p${part.index}n${part.count}` : ''}${isBase64 ? 'b' : ''}x`
  return head + escape(customId)
}

/** The inverse; an id that was not made here names itself. */
export function parseRecordId(recordId: string): LineKey {
  const match = ESCAPED.exec(recordId)
  if (!match) return { customId: recordId }
  const [, index, count, base64, escaped] = match
  if (index !== undefined && !(Number(count) <= MOST_PARTS && Number(index) < Number(count)))
    return { customId: recordId }
  return {
    customId: unescape(escaped!),
    ...(index !== undefined && { part: { index: Number(index), count: Number(count) } }),
    ...(base64 === 'b' && { isBase64: true }),
  }
}

const escape = (text: string): string =>
  /^[a-yA-Z0-9]*$/.test(text)
    ? text
    : Array.from(Buffer.from(text, 'utf8'), (byte) => {
        const character = String.fromCharCode(byte)
        return /[a-yA-Z0-9]/.test(character) ? character : `z${byte.toString(16).padStart(2, '0')}`
      }).join('')

const unescape = (text: string): string =>
  text.includes('z')
    ? Buffer.from(
        text.replace(/z([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
    : text
