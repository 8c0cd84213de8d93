import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { outcrop as run } from './cli.ts'

/** A running Outcrop whose bucket `results` has these objects, as if jobs had written them. */
export async function outcropWith(objects: Record<string, string>): Promise<Outcrop> {
  const outcrop = await startOutcrop({ clock: 'manual' })
  const s3 = new S3Client(outcrop.aws)
  await s3.send(new CreateBucketCommand({ Bucket: 'results' }))
  for (const [Key, Body] of Object.entries(objects))
    await s3.send(new PutObjectCommand({ Bucket: 'results', Key, Body }))
  s3.destroy()
  return outcrop
}

/** One record of Titan embeddings as a job writes it. */
export const embeddingRecord = (recordId: string, text = 'Hello'): string =>
  `{"modelInput":{"inputText":${JSON.stringify(text)}},"modelOutput":{"embedding":[1],"inputTextTokenCount":2},"recordId":"${recordId}"}\n`

export const EMBEDDING_MODEL = 'amazon.titan-embed-text-v2:0'

/** `outcrop fixtures record`, in a process whose AWS is that Outcrop. */
export const record = (outcrop: Outcrop, folder: string, options: string[]) =>
  run(['fixtures', 'record', folder, ...options], outcrop.environment).ended
