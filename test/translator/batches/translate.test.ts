import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPENAI_LIMITS } from '../../../translator/batches/file-limits.ts'
import { translateInput } from '../../../translator/batches/translate-input.ts'
import { translateOutput } from '../../../translator/batches/translate-output.ts'
import { chatLine } from '../../support/translation.ts'

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const square = new URL('../../../fixtures/families/claude-messages/tools/', import.meta.url)

async function* chunksOf(bytes: Buffer, cuts: number[] = []): AsyncGenerator<Buffer> {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
  for (const [index, start] of places.slice(0, -1).entries()) yield bytes.subarray(start, places[index + 1])
}

async function collect<Part, Summary>(
  parts: AsyncGenerator<Part, Summary>,
): Promise<{ parts: Part[]; summary: Summary }> {
  const collected: Part[] = []
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return { parts: collected, summary: value }
    collected.push(value)
  }
}

describe('translateInput', () => {
  test('gives the same however the file is cut into chunks', async () => {
    const file = Buffer.from(
      ['voilà', '日本語', 'plain', '😀'].map((text, index) => chatLine({ user: text }, `${index}-${text}`)).join(''),
    )
    const whole = await collect(translateInput(chunksOf(file), { modelId: HAIKU }))
    const textOf = (parts: { records: Buffer }[]): string =>
      Buffer.concat(parts.map(({ records }) => records)).toString()

    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(file.length), { maxLength: 10 }), async (cuts) => {
        const cut = await collect(translateInput(chunksOf(file, cuts), { modelId: HAIKU }))
        expect(textOf(cut.parts)).toBe(textOf(whole.parts))
        expect(cut.summary).toEqual(whole.summary)
      }),
      { numRuns: 100 },
    )
  })

  test('takes bytes of any kind', async () => {
    const bytes = new Uint8Array(Buffer.from(`xx${chatLine({ max_tokens: 1 })}`)).subarray(2)
    const source = (async function* () {
      yield bytes
    })()

    expect((await collect(translateInput(source, { modelId: HAIKU }))).summary).toMatchObject({
      recordCount: 1,
      losses: [],
    })
  })

  test('says that an empty file is empty', async () => {
    const { summary } = await collect(translateInput(chunksOf(Buffer.from('\n')), { modelId: HAIKU }))

    expect(summary).toMatchObject({ lineCount: 0, batchErrors: [{ code: 'empty_file', line: null }] })
  })

  test('says which line is too long, and keeps what came before', async () => {
    const file = Buffer.from(chatLine({}, 'a') + chatLine({ user: 'x'.repeat(1000) }, 'b'))
    const { parts, summary } = await collect(translateInput(chunksOf(file), { modelId: HAIKU, maxLineBytes: 500 }))

    expect(Buffer.concat(parts.map(({ records }) => records)).toString()).toContain('"recordId":"a"')
    expect(summary.batchErrors).toMatchObject([{ code: 'line_too_long', line: 2 }])
  })
})

describe('a file that is too large', () => {
  const file = Buffer.from(Array.from({ length: 30 }, (_, index) => chatLine({}, `line-${index}`)).join(''))
  const inChunks = Array.from({ length: 10 }, (_, index) => (index * file.length) / 10).map(Math.floor)

  test.each([
    [{ lines: 20, bytes: Infinity }, 'maximum_requests_exceeded'],
    [{ lines: Infinity, bytes: 1000 }, 'file_too_large'],
  ])('by %o is told so and read no further', async (limits, code) => {
    const { summary } = await collect(translateInput(chunksOf(file, inChunks), { modelId: HAIKU, limits }))

    expect(summary.batchErrors).toMatchObject([{ code, line: null }])
    expect(summary.lineCount).toBeLessThan(30)
  })

  test('is one beyond the limits, not one at them', async () => {
    const limits = { lines: 30, bytes: file.length }

    expect((await collect(translateInput(chunksOf(file), { modelId: HAIKU, limits }))).summary.batchErrors).toEqual([])
  })

  test('has OpenAI’s bounds where it is asked for', () => {
    expect(OPENAI_LIMITS).toEqual({ lines: 50_000, bytes: 200 * 1024 * 1024 })
  })
})

test('nothing is written after the first error of the whole file', async () => {
  const file = Buffer.from(`${chatLine({}, 'a')}{\n${chatLine({}, 'b')}${chatLine({}, 'a')}`)
  const { parts, summary } = await collect(translateInput(chunksOf(file), { modelId: HAIKU }))

  expect(Buffer.concat(parts.map(({ records }) => records)).toString()).not.toContain('"recordId":"b"')
  expect(summary.batchErrors.map(({ code }) => code)).toEqual(['invalid_json_line', 'duplicate_custom_id'])
})

describe('translateOutput', () => {
  const output = readFileSync(new URL('out.bedrock.jsonl', square))
  const input = Buffer.from(
    ['weather/1', 'line-2', 'lost é', 'gone'].map((customId) => chatLine({}, customId)).join('') + 'not a line\n',
  )

  test.each([
    ['expired', 'batch_expired'],
    ['cancelled', 'batch_cancelled'],
  ] as const)('gives lines that are missing because the job was %s', async (missing, code) => {
    const { parts, summary } = await collect(
      translateOutput(chunksOf(output), { modelId: HAIKU, input: chunksOf(input), missing }),
    )
    const errors = Buffer.concat(parts.map((part) => part.errors))
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { custom_id: string; response: unknown; error: { code: string } | null })

    expect(errors.map(({ custom_id, error }) => [custom_id, error?.code])).toEqual([
      ['line-2', undefined],
      ['lost é', code],
      ['gone', code],
    ])
    expect(errors[1]!.response).toBeNull()
    expect(summary).toMatchObject({ lineCount: 4, errorCount: 3, unusable: [] })
  })

  test('gives a line of several missing records once', async () => {
    const records = Buffer.from(
      ['line-2', 'zzp0n2xlost', 'zzp1n2xlost'].map((recordId) => `${JSON.stringify({ recordId })}\n`).join(''),
    )
    const { parts, summary } = await collect(
      translateOutput(chunksOf(output), { modelId: HAIKU, input: chunksOf(records, [80]) }),
    )

    const errors = Buffer.concat(parts.map((part) => part.errors)).toString()
    expect(errors.match(/"custom_id":"lost"/g)).toHaveLength(1)
    expect(summary).toMatchObject({ lineCount: 3, errorCount: 2 })
  })

  test('keeps the first lines that are no records, and counts them all', async () => {
    const { summary } = await collect(translateOutput(chunksOf(Buffer.from('x\n'.repeat(1001))), { modelId: HAIKU }))

    expect(summary.unusable).toHaveLength(1000)
    expect(summary.unusableCount).toBe(1001)
  })

  test('sums tokens and their price', async () => {
    const { summary } = await collect(translateOutput(chunksOf(output), { modelId: HAIKU }))

    expect(summary).toMatchObject({ tokens: { input: 115, output: 7 }, unknownRecords: 0 })
    expect(summary.dollars).toBeCloseTo(115 * 0.5e-6 + 7 * 2.5e-6, 12)
  })
})
