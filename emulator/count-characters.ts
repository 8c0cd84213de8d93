/** Length as JSON Schema counts it: in code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count += 1
  return count
}
