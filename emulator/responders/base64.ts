/** How many bytes a text of base64, with its padding, stands for; `undefined` when it is none. */
export function base64Size(text: string): number | undefined {
  const end = text.search(/[^A-Za-z0-9+/]/)
  const padding = end === -1 ? 0 : text.length - end
  const isPadded = padding === 0 || (padding <= 2 && text.endsWith('='.repeat(padding)))
  return text.length % 4 === 0 && text !== '' && isPadded ? (text.length / 4) * 3 - padding : undefined
}
