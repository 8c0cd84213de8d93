import { request } from 'node:http'
import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobRequest,
} from '@aws-sdk/client-bedrock'
import { onTestFinished } from 'vitest'
import { startOutcrop, type Options, type Outcrop } from '../../index.ts'

/** A running Outcrop on a manual clock and a client of it, both gone when the test ends. */
export async function bedrockClient(options: Options = {}): Promise<{ outcrop: Outcrop; client: BedrockClient }> {
  const outcrop = await startOutcrop({ clock: 'manual', ...options })
  const client = clientOf(outcrop)
  onTestFinished(async () => {
    await outcrop.close()
  })
  return { outcrop, client }
}

/** Another client of the same Outcrop, of another region or account. Errors come at once: nothing is tried again. */
export function clientOf(outcrop: Outcrop, { region = 'us-east-1', account = 'outcrop' } = {}): BedrockClient {
  const credentials = { accessKeyId: account, secretAccessKey: 'secret' }
  const client = new BedrockClient({ ...outcrop.aws, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return client
}

/** The parameters of a job that Create accepts. */
export const jobParameters = (
  changes: Partial<CreateModelInvocationJobRequest> = {},
): CreateModelInvocationJobRequest => ({
  jobName: 'a-job',
  roleArn: 'arn:aws:iam::123456789012:role/batch',
  modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
  inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in-put/records.jsonl' } },
  outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://out-put/' } },
  ...changes,
})

/** Creates a job and resolves with its ARN. */
export async function createJob(
  client: BedrockClient,
  changes: Partial<CreateModelInvocationJobRequest> = {},
): Promise<string> {
  const { jobArn } = await client.send(new CreateModelInvocationJobCommand(jobParameters(changes)))
  return jobArn!
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** An HTTP request as it is written here, its path untouched. */
export async function raw(
  outcrop: Outcrop,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const { hostname, port } = new URL(outcrop.url)
  const sent = request({ method, hostname, port, path, headers, agent: false }, (response) => {
    const pieces: Buffer[] = []
    response.on('data', (piece: Buffer) => pieces.push(piece))
    response.on('error', reject)
    response.on('end', () =>
      resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(pieces).toString() }),
    )
  })
  sent.on('error', reject)
  sent.end(body)
  return await promise
}
