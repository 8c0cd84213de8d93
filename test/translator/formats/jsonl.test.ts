import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineTooLongError, readLines, type ReadLinesOptions } from '../../../translator/formats/jsonl.ts'
import type { Line } from '../../../translator/formats/line.ts'
import { hasPython, runPython, WITHOUT_PYTHON } from '../../support/python.ts'

const UNBOUNDED: ReadLinesOptions = { maxLineBytes: Infinity }

async function* streamOf(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks
}

async function collect(chunks: Iterable<Buffer>, options = UNBOUNDED): Promise<Line[]> {
  return (await Array.fromAsync(readLines(streamOf(chunks), options))).flat()
}

const linesOf = async (text: string): Promise<string[]> =>
  (await collect([Buffer.from(text)])).map(({ bytes }) => bytes.toString())

function cut(bytes: Buffer, borders: number[]): Buffer[] {
  const sorted = [0, ...borders.map((border) => border % (bytes.length + 1)).toSorted((one, other) => one - other)]
  return sorted.map((border, index) => bytes.subarray(border, sorted[index + 1]))
}

test('lines end at line feeds, with or without a carriage return', async () => {
  expect(await linesOf('a\nb\r\nc\n')).toEqual(['a', 'b', 'c'])
})

test('the last line needs no line feed', async () => {
  expect(await linesOf('a\nb')).toEqual(['a', 'b'])
})

test('an empty file has no lines', async () => {
  expect(await linesOf('')).toEqual([])
  expect(await collect([])).toEqual([])
})

test('blank lines are lines', async () => {
  expect(await linesOf('\n\r\n \na\n\n')).toEqual(['', '', ' ', 'a', ''])
})

test('a carriage return within a line stays, also before another one', async () => {
  expect(await linesOf('a\rb\nc\r\r\n')).toEqual(['a\rb', 'c\r'])
})

test.each(['\u2028', '\u2029', '\u0085', '\v', '\f'])('%j does not end a line', async (separator) => {
  expect(await linesOf(`{"a":"x${separator}y"}\n{}`)).toEqual([`{"a":"x${separator}y"}`, '{}'])
})

test('a byte order mark is left out at the start of the file only', async () => {
  expect(await linesOf('\uFEFFa\n\uFEFFb\n')).toEqual(['a', '\uFEFFb'])
})

test('a byte order mark that is cut by chunk borders is left out too', async () => {
  const bytes = Buffer.from('\uFEFFa\nb')

  const lines = await collect([bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2)])

  expect(lines.map(({ bytes: line }) => line.toString())).toEqual(['a', 'b'])
})

test('a character that is cut by a chunk border comes out whole', async () => {
  const bytes = Buffer.from('{"a":"😀é"}\n')

  const lines = await collect([...bytes].map((byte) => Buffer.from([byte])))

  expect(lines.map(({ bytes: line }) => line.toString())).toEqual(['{"a":"😀é"}'])
})

test('bytes that are no UTF-8 pass unchanged', async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x0a, 0xe2, 0x80])

  const lines = await collect([bytes])

  expect(lines.map(({ bytes: line }) => [...line])).toEqual([
    [0xff, 0x00, 0xc3],
    [0xe2, 0x80],
  ])
})

test('lines carry their number and the offset after their line feed', async () => {
  const lines = await collect([Buffer.from('\uFEFFab\r\n\nc')])

  expect(lines.map(({ number, end }) => [number, end])).toEqual([
    [1, 7],
    [2, 8],
    [3, 9],
  ])
})

test('reading goes on from the end of any line as if it had never stopped', async () => {
  const bytes = Buffer.from('\uFEFFa\nbb\r\n\n\uFEFFc\nd')
  const whole = await collect([bytes])

  const rests = await Promise.all(
    whole.map(({ number, end }) =>
      collect([bytes.subarray(end)], { ...UNBOUNDED, from: { offset: end, lines: number } }),
    ),
  )

  expect(rests).toEqual(whole.map(({ number }) => whole.slice(number)))
})

test('lines come chunk by chunk, as soon as they are complete', async () => {
  const chunks = ['a\nb', '\nc\nd\n', 'e'].map((text) => Buffer.from(text))

  const batches = await Array.fromAsync(readLines(streamOf(chunks), UNBOUNDED))

  expect(batches.map((lines) => lines.map(({ bytes }) => bytes.toString()))).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('lines over any chunks are those of the whole file', async () => {
  const fileBytes = fc
    .array(fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '\uFEFF', 'é', '😀', '\u2028'), fc.string({ maxLength: 3 })))
    .map((pieces) => Buffer.from(pieces.join('')))
  await fc.assert(
    fc.asyncProperty(fileBytes, fc.array(fc.nat()), async (bytes, borders) => {
      const lines = await collect(cut(bytes, borders))

      const pieces = bytes
        .toString('latin1')
        .replace(/^\u00EF\u00BB\u00BF/, '')
        .split('\n')
      const expected = pieces.map((piece, index) => (index < pieces.length - 1 ? piece.replace(/\r$/, '') : piece))
      if (pieces.at(-1) === '' && !bytes.equals(Buffer.from('\uFEFF'))) expected.pop()
      expect(lines.map((line) => line.bytes.toString('latin1'))).toEqual(expected)
      expect(lines.at(-1)?.end ?? 0).toBe(bytes.length)
    }),
  )
})

test('a line of the greatest length passes, and one byte more is too long', async () => {
  const options = { maxLineBytes: 5 }

  expect(await collect([Buffer.from('12345\n12345')], options)).toHaveLength(2)
  await expect(collect([Buffer.from('12345\n123456\n')], options)).rejects.toThrow('line 2 is longer than 5 bytes')
  await expect(collect([Buffer.from('12345\n123456')], options)).rejects.toThrow('line 2 is longer than 5 bytes')
})

test('the lines before one that is too long come first, however the chunks fall', async () => {
  const bytes = Buffer.from('a\nbb\nccc\nd\n')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (borders) => {
      const read: string[] = []
      const reading = async (): Promise<void> => {
        for await (const lines of readLines(streamOf(cut(bytes, borders)), { maxLineBytes: 2 }))
          read.push(...lines.map((line) => line.bytes.toString()))
      }

      await expect(reading()).rejects.toMatchObject({ lineNumber: 3 })
      expect(read).toEqual(['a', 'bb'])
    }),
  )
})

test('a line that is too long is refused before its end is read', async () => {
  let chunksRead = 0
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      chunksRead += 1
      yield Buffer.alloc(1024, 'a')
    }
  }

  await expect(Array.fromAsync(readLines(endless(), { maxLineBytes: 4096 }))).rejects.toThrow(LineTooLongError)
  expect(chunksRead).toBe(5)
})

test('the number of a line that is too long counts the lines before the start', async () => {
  const options = { maxLineBytes: 2, from: { offset: 100, lines: 10 } }

  await expect(collect([Buffer.from('a\nbbb\n')], options)).rejects.toMatchObject({ lineNumber: 12 })
})

test('a line over a hundred thousand chunks is put together in linear time', async () => {
  const chunk = Buffer.alloc(512, 'a')
  const chunks = Array.from({ length: 100_000 }, () => chunk)

  const lines = await collect([...chunks, Buffer.from('\nb')])

  expect(lines.map(({ bytes }) => bytes.length)).toEqual([51_200_000, 1])
})

test('Python reads the same lines out of a file as readLines', async ({ skip }) => {
  skip(!hasPython, WITHOUT_PYTHON)
  const records = ['é', '\u2028', '\u0085', '\v', '😀', '\\n', '"'].map((text) => JSON.stringify({ recordId: text }))
  const bytes = Buffer.from(`${records.join('\n')}\n${records.join('\r\n')}`)
  const script = `
import json, sys
print(json.dumps([json.dumps(json.loads(line), separators=(",", ":"), ensure_ascii=False) for line in sys.stdin.buffer]))`

  const lines = await collect(cut(bytes, [7, 20, 41]))

  const texts = lines.map((line) => line.bytes.toString())
  expect(texts).toEqual([...records, ...records])
  expect(runPython(script, bytes)).toEqual(texts)
})

test.each(['', ' ', '\t \r'])('a line of %j is blank', async (text) => {
  const [line] = await collect([Buffer.from(`${text}\n`)])
  expect(line!.isBlank).toBe(true)
})

test.each(['x', ' {} ', '\u00a0', '\u0000'])('a line of %j is not blank', async (text) => {
  const [line] = await collect([Buffer.from(`${text}\n`)])
  expect(line!.isBlank).toBe(false)
})

test('bytes that are no UTF-8 are found in the line that has them, and in no other', async () => {
  const lines = await collect([Buffer.from('é\n'), Buffer.from([0x61, 0xe9, 0x0a]), Buffer.from('日\nb')])
  expect(lines.map(({ isUtf8 }) => isUtf8)).toEqual([true, false, true, true])
})

test('a line as latin1 has a character for each of its bytes, also in chunks of many megabytes', async () => {
  const texts = Array.from({ length: 3000 }, (_, index) => `${index} ${'é'.repeat(500)}`)
  const lines = await collect([Buffer.from(texts.join('\r\n'))])
  expect(lines.map(({ latin1 }) => Buffer.from(latin1, 'latin1').toString())).toEqual(texts)
})
