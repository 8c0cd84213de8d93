import {
  AbortMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { BUCKET, INPUT_BUCKET, OUTPUT_BUCKET, type World } from './world.ts'

/** Removes what is known to be there; then the buckets must be empty, that of the outputs before. */
export async function removeAll({ clients: { s3 }, uploads, objects, jobs }: World): Promise<void> {
  const outputs = await s3.send(new ListObjectsV2Command({ Bucket: OUTPUT_BUCKET }))
  expect(outputs.Contents, 'outputs that came again').toBeUndefined()
  for (const { key: Key, uploadId: UploadId } of uploads.open)
    await s3.send(new AbortMultipartUploadCommand({ Bucket: BUCKET, Key, UploadId }))
  for (const Key of objects.keys) await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }))
  for (const Key of jobs.calm.keys()) await s3.send(new DeleteObjectCommand({ Bucket: INPUT_BUCKET, Key }))
  for (const Bucket of [BUCKET, INPUT_BUCKET, OUTPUT_BUCKET]) await s3.send(new DeleteBucketCommand({ Bucket }))
}
