import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { ModelInvocationType } from '@aws-sdk/client-bedrock'
import { onTestFinished } from 'vitest'
import { translateInput, translateOutput, type InputSummary, type OutputSummary } from '../../translator/index.ts'
import { bedrockClient, createJob } from './bedrock.ts'
import { linesOf } from './meeting.ts'

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** All parts of a stream's one side as text, and its summary. */
async function collect<Part, Summary>(
  parts: AsyncGenerator<Part, Summary>,
  sidesOf: (part: Part) => [output: Uint8Array, errors: Uint8Array],
): Promise<{ output: string; errors: string; summary: Summary }> {
  const sides: [Uint8Array[], Uint8Array[]] = [[], []]
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return { output: textOf(sides[0]), errors: textOf(sides[1]), summary: value }
    sidesOf(value).forEach((bytes, side) => sides[side]!.push(bytes))
  }
}

const textOf = (pieces: Uint8Array[]): string => Buffer.concat(pieces).toString()

export interface WholeWay {
  input: InputSummary
  output: OutputSummary
  /** Lines of the output file and of both error files. */
  lines: string[]
  errors: string[]
}

/** Lines of OpenAI's through a job of Outcrop and back, by the AWS SDK. */
export async function goWholeWay(lines: string[], modelId: string, form: ModelInvocationType): Promise<WholeWay> {
  const { outcrop, client } = await bedrockClient({ buckets: ['in-put', 'out-put'], relaxed: ['batchModels'] })
  const s3 = new S3Client(outcrop.aws)
  onTestFinished(() => s3.destroy())
  const file = `${lines.join('\n')}\n`
  const options = { modelId, converse: form === 'Converse', fanOut: true }
  const sent = await collect(translateInput(chunksOf(file), options), ({ records, errors }) => [records, errors])
  await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: sent.output }))
  const jobArn = await createJob(client, { modelId, modelInvocationType: form })
  await outcrop.jobs.runUntil(jobArn, 'Completed')
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'out-put', Key: `${jobArn.split('/')[1]}/records.jsonl.out` }),
  )
  const written = await Body!.transformToString()
  const back = await collect(
    translateOutput(chunksOf(written), { modelId, modelName: 'the-model', created: 1_767_225_600 }),
    (part) => [part.lines, part.errors],
  )
  return {
    input: sent.summary,
    output: back.summary,
    lines: linesOf(back.output),
    errors: [...linesOf(sent.errors), ...linesOf(back.errors)],
  }
}
