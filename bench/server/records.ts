import { Readable } from 'node:stream'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { Server } from '../s3/server.ts'

const text = 'A ticket of usual length about a backpack whose zip broke on the second day. '.repeat(20)

/** One record of a job's input, about 1.7 kB. */
export const toLine = (index: number): string =>
  `${JSON.stringify({
    recordId: `R${index}`,
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 200,
      system: 'You answer for a shop.',
      messages: [{ role: 'user', content: `${index} ${text}` }],
    },
  })}\n`

const LINES_AT_ONCE = 500

export function* piecesOf(recordCount: number): Generator<string> {
  for (let first = 0; first < recordCount; first += LINES_AT_ONCE) {
    const count = Math.min(LINES_AT_ONCE, recordCount - first)
    yield Array.from({ length: count }, (_, index) => toLine(first + index)).join('')
  }
}

const settingsOf = ({ url, credentials }: Server) => ({
  endpoint: url,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials,
})

/** Uploads so many records, without keeping them. */
export async function putRecords(server: Server, key: string, recordCount: number): Promise<void> {
  const client = new S3Client(settingsOf(server))
  const Body = Readable.from(piecesOf(recordCount))
  await new Upload({ client, params: { Bucket: 'bench', Key: key, Body } }).done()
  client.destroy()
}

/** Starts a job over the records of a key; resolves to its ARN. */
export async function createJob(server: Server, key: string, name: string): Promise<string> {
  const client = new BedrockClient(settingsOf(server))
  const { jobArn } = await client.send(
    new CreateModelInvocationJobCommand({
      jobName: name,
      roleArn: 'arn:aws:iam::000000000000:role/bench',
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      inputDataConfig: { s3InputDataConfig: { s3Uri: `s3://bench/${key}` } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bench/out/' } },
    }),
  )
  client.destroy()
  return jobArn!
}

/** Resolves when the job has come to its end. It asks ten times a second, which costs the server little. */
export async function finished(server: Server, jobIdentifier: string): Promise<{ status: string; seconds: number }> {
  const client = new BedrockClient(settingsOf(server))
  try {
    for (;;) {
      const { status, submitTime, endTime } = await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))
      if (endTime !== undefined) return { status: status!, seconds: (Number(endTime) - Number(submitTime)) / 1000 }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    client.destroy()
  }
}

/** The seconds from Create to Completed, as the job itself says them. */
export async function secondsOfJob(server: Server, key: string, name: string): Promise<number> {
  const { status, seconds } = await finished(server, await createJob(server, key, name))
  if (status !== 'Completed') throw new Error(`the job ended as ${status}`)
  return seconds
}
