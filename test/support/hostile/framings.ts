import * as fc from 'fast-check'

/** How a body is put on the wire: its headers, and its bytes as they are sent. */
export interface Framed {
  headers: [name: string, value: string][]
  bytes: Buffer
  /** Whether the request ends where its headers say, so that it must be answered. */
  isWhole: boolean
}

const chunk = (piece: Buffer, size: string): Buffer =>
  Buffer.concat([Buffer.from(`${size}\r\n`), piece, Buffer.from('\r\n')])

const LAST = Buffer.from('0\r\n\r\n')

function inChunks(body: Buffer, pieceBytes: number): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < body.length; at += pieceBytes) {
    const piece = body.subarray(at, at + pieceBytes)
    pieces.push(chunk(piece, piece.length.toString(16)))
  }
  return Buffer.concat([...pieces, LAST])
}

const CHUNKED: [string, string] = ['Transfer-Encoding', 'chunked']
const lengthOf = (body: Buffer): [string, string] => ['Content-Length', String(body.length)]

/** The framings that HTTP knows. */
const right = (body: Buffer): Framed[] => [
  { headers: [lengthOf(body)], bytes: body, isWhole: true },
  { headers: [CHUNKED], bytes: inChunks(body, 1000), isWhole: true },
]

const LENGTHS = ['+5', '-1', '0x5', '5,5', '5 5', '', '1e1', '99999999999999999999', 'five']

/** Those by which one server may take the end of a request for elsewhere than another one. */
const wrong = (body: Buffer): Framed[] => [
  { headers: [['Content-Length', String(body.length + 5)]], bytes: body, isWhole: false },
  { headers: [['Content-Length', String(Math.max(body.length - 5, 0))]], bytes: body, isWhole: false },
  ...LENGTHS.map((length): Framed => ({ headers: [['Content-Length', length]], bytes: body, isWhole: false })),
  { headers: [lengthOf(body), ['Content-Length', '1']], bytes: body, isWhole: false },
  { headers: [lengthOf(body), lengthOf(body)], bytes: body, isWhole: false },
  { headers: [CHUNKED, lengthOf(body)], bytes: inChunks(body, 99), isWhole: false },
  { headers: [CHUNKED, CHUNKED], bytes: inChunks(body, 99), isWhole: false },
  ...['gzip', 'chunked, gzip', 'gzip, chunked', 'xchunked', ' chunked', 'chunked;a=b', 'CHUNKED', '\x0bchunked'].map(
    (coding): Framed => ({ headers: [['Transfer-Encoding', coding]], bytes: inChunks(body, 99), isWhole: false }),
  ),
  ...['g', '-1', '0x1', 'ffffffffffffffff', '1;a="b\n"', '5 ', ''].map((size): Framed => ({
    headers: [CHUNKED],
    bytes: Buffer.concat([chunk(body, size), LAST]),
    isWhole: false,
  })),
  { headers: [CHUNKED], bytes: inChunks(body, 99).subarray(0, -3), isWhole: false },
]

/** A body, framed as it should be three times of four. */
export const framed = (body: Buffer): fc.Arbitrary<Framed> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...right(body)) }, fc.constantFrom(...wrong(body)))

export const withoutBody: Framed = { headers: [], bytes: Buffer.alloc(0), isWhole: true }
