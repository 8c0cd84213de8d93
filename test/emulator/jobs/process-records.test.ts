import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jobEngine, novaLine, novaLines } from '../../support/job-engine.ts'

interface InputLine {
  recordId: string | undefined
  modelInput: string
  succeeds: boolean
  end: string
}

const goodInput = fc
  .tuple(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
    fc.constantFrom('', ' , "inferenceConfig" : {"temperature":1.0 ,"maxTokens":\t20}'),
  )
  .map(([text, rest]) => `{"messages":[{"role":"user","content":[{"text":${JSON.stringify(text)}}]}]${rest}}`)
const refusedInput = fc.constantFrom(
  '{}',
  '{"messages":[]}',
  '{"messages":null}',
  '{"messages":[{"role":"user","content":[{"text":"a"}]}],"x":12345678901234567890}',
  '{"messages":5E400}',
)
const inputLine: fc.Arbitrary<InputLine> = fc
  .record({
    recordId: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined }),
    input: fc.oneof(
      goodInput.map((modelInput) => ({ modelInput, succeeds: true })),
      refusedInput.map((modelInput) => ({ modelInput, succeeds: false })),
    ),
    end: fc.constantFrom('\n', '\r\n', '\n\n'),
  })
  .map(({ input, ...line }) => ({ ...line, ...input }))

const toText = (lines: InputLine[]): string =>
  lines
    .map(({ recordId, modelInput, end }) =>
      recordId === undefined
        ? `{"modelInput":${modelInput}}${end}`
        : `{"recordId":${JSON.stringify(recordId)},"modelInput":${modelInput}}${end}`,
    )
    .join('')

const sorted = (texts: string[]): string[] => texts.toSorted()

test('for any mix of records the counters, the manifest and the output agree, and ids come out as often as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(inputLine, { maxLength: 30 }), { minLength: 1, maxLength: 3 }),
      async (files) => {
        const all = files.flat()
        fc.pre(all.length > 0)
        await using engine = jobEngine()
        for (const [index, lines] of files.entries()) await engine.put(`x/${index}.jsonl`, toText(lines))
        const input = { s3Uri: 's3://in-put/x/', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
        const job = await engine.runUntil(engine.create({ input }), 'Completed')

        const success = all.filter(({ succeeds }) => succeeds).length
        expect(job.counts).toEqual({ total: all.length, processed: all.length, success, error: all.length - success })
        expect(await engine.manifest(job)).toEqual({
          totalRecordCount: all.length,
          processedRecordCount: all.length,
          successRecordCount: success,
          errorRecordCount: all.length - success,
          inputTokenCount: job.tokens.input,
          outputTokenCount: job.tokens.output,
        })
        for (const [index, lines] of files.entries()) {
          if (lines.length === 0) continue
          const written = (await engine.outputText(job, `${index}.jsonl.out`)).split('\n').slice(0, -1)
          const output = written.map(
            (text) => JSON.parse(text) as { recordId: string; modelOutput?: object; error?: object },
          )
          expect(output.filter(({ modelOutput }) => modelOutput !== undefined)).toHaveLength(
            lines.filter(({ succeeds }) => succeeds).length,
          )
          expect(output.filter(({ error }) => error !== undefined)).toHaveLength(
            lines.filter(({ succeeds }) => !succeeds).length,
          )
          const given = lines.flatMap(({ recordId }) => (recordId === undefined ? [] : [recordId]))
          const generated = output.map(({ recordId }) => recordId).filter((recordId) => !given.includes(recordId))
          expect(sorted(output.map(({ recordId }) => recordId))).toEqual(sorted([...given, ...generated]))
          expect(generated.every((recordId) => /^[0-9A-Z]{11}$/.test(recordId))).toBe(true)
          // modelInput is handed on byte for byte.
          for (const { modelInput } of lines)
            expect(written.some((text) => text.startsWith(`{"modelInput":${modelInput},`))).toBe(true)
        }
      },
    ),
    { numRuns: 40 },
  )
})

describe('an error line', () => {
  const errorOf = async (errorFlags: 'present' | 'absent') => {
    await using engine = jobEngine({ unverified: { errorFlags } })
    await engine.put('records.jsonl', '{"recordId":"A","modelInput":{}}\n')
    const job = await engine.runUntil(engine.create(), 'Completed')
    return (await engine.outputLines(job))[0]!.error
  }

  test('says that the record has not expired and is not to be tried again', async () => {
    expect(await errorOf('present')).toEqual({
      errorCode: 400,
      errorMessage: expect.any(String),
      expired: false,
      retryable: false,
    })
  })

  test('has two members where the setting says so', async () => {
    expect(await errorOf('absent')).toEqual({ errorCode: 400, errorMessage: expect.any(String) })
  })
})

describe('the output', () => {
  test('is in another order than the input, and in its order where the setting says so', async () => {
    const orderOf = async (outputOrder: 'shuffled' | 'input') => {
      await using engine = jobEngine({ unverified: { outputOrder } })
      await engine.put('records.jsonl', novaLines(120))
      const job = await engine.runUntil(engine.create(), 'Completed')
      return (await engine.outputLines(job)).map(({ recordId }) => recordId)
    }
    const input = Array.from({ length: 120 }, (_, index) => `R${index}`)
    expect(await orderOf('input')).toEqual(input)
    const shuffled = await orderOf('shuffled')
    expect(shuffled).not.toEqual(input)
    expect(sorted(shuffled)).toEqual(sorted(input))
  })

  test('of each input file is its own, below the job, at its path', async () => {
    await using engine = jobEngine()
    await engine.put('x/a.jsonl', novaLines(2))
    await engine.put('x/y/a.jsonl', novaLines(3))
    await engine.put('x/empty.jsonl', '')
    const input = { s3Uri: 's3://in-put/x', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
    const output = { s3Uri: 's3://out-put/some/where', s3EncryptionKeyId: undefined, s3BucketOwner: '000000000000' }
    const { jobId } = await engine.runUntil(engine.create({ input, output }), 'Completed')
    expect(await engine.outputKeys()).toEqual([
      `some/where/${jobId}/a.jsonl.out`,
      `some/where/${jobId}/manifest.json.out`,
      `some/where/${jobId}/y/a.jsonl.out`,
    ])
  })

  test('has the KMS key of the job and the content type that batch clients look for', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(1))
    const output = { s3Uri: 's3://out-put/', s3EncryptionKeyId: 'alias/mine', s3BucketOwner: '000000000000' }
    const { jobId } = await engine.runUntil(engine.create({ output }), 'Completed')
    for (const name of ['records.jsonl.out', 'manifest.json.out'])
      expect(engine.objects.objects.get('out-put', `${jobId}/${name}`).attributes).toMatchObject({
        headers: { 'content-type': 'application/octet-stream' },
        encryption: { algorithm: 'aws:kms', kmsKeyId: 'alias/mine' },
      })
  })

  test('is the same however the clock cuts the work into pieces', async () => {
    const run = async (step: number) => {
      await using engine = jobEngine()
      await engine.put('records.jsonl', `${novaLines(200)}\n\n${novaLine('last')}`)
      const job = await engine.runUntil(engine.create(), 'InProgress')
      for (let turned = 0; turned < 300_000; turned += step) await engine.clock.advance(step)
      return await engine.outputText(job)
    }
    expect(await run(7000)).toBe(await run(300_000))
  })

  test('keeps numbers of a schema that JavaScript would change', async () => {
    await using engine = jobEngine()
    const modelInput =
      '{"messages":[{"role":"user","content":[{"text":"go"}]}],"toolConfig":{"tools":[{"toolSpec":{"name":"t","inputSchema":{"json":{"type":"object","properties":{"id":{"const":12345678901234567890},"x":{"const":1.0},"y":{"enum":[1E400]}},"required":["id","x","y"]}}}}],"toolChoice":{"tool":{"name":"t"}}}}'
    await engine.put('records.jsonl', `{"recordId":"A","modelInput":${modelInput}}\n`)
    const job = await engine.runUntil(engine.create(), 'Completed')
    const text = await engine.outputText(job)
    expect(text).toContain(`{"modelInput":${modelInput},`)
    expect(text).toContain('"input":{"id":12345678901234567890,"x":1.0,"y":1E400}')
  })
})
