import { Block, Line } from '../formats/line.ts'

/** A line that is of no file; each character is one byte. */
export function lineOfLatin1(text: string): Line {
  const bytes = Buffer.from(text, 'latin1')
  return new Line(new Block(bytes), { start: 0, stop: bytes.length }, { number: 1, end: bytes.length })
}
