import { Block, Line } from '../../translator/formats/line.ts'

/** A line as it is read out of a file of its own. */
export function lineOf(text: string | Buffer, number = 1): Line {
  const bytes = Buffer.from(text as string)
  return new Line(new Block(bytes), { start: 0, stop: bytes.length }, { number, end: bytes.length })
}
