import { CreateBucketCommand, DeleteBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { BUCKET, chooseFrom, holding, INPUT_BUCKET, OUTPUT_BUCKET, type Operation, type World } from './world.ts'

const NAMES = ['comes-and-goes-1', 'comes-and-goes-2']

/** Makes a bucket, or removes it. */
function toggle(world: World): Promise<void> | undefined {
  const { buckets, clients, busy } = world
  const Bucket = chooseFrom(
    NAMES.filter((name) => !busy.has(name)),
    world,
  )
  if (Bucket === undefined) return undefined
  const isThere = buckets.get(Bucket)?.[0] ?? false
  return holding(world, [Bucket], async () => {
    buckets.set(Bucket, [isThere, !isThere])
    if (isThere) await clients.s3.send(new DeleteBucketCommand({ Bucket }))
    else await clients.s3.send(new CreateBucketCommand({ Bucket }))
    buckets.set(Bucket, [!isThere])
  })
}

export const bucketOperations: Operation[] = [{ name: 'bucket', weight: 1, begin: toggle }]

export async function checkBuckets({ buckets, clients }: World): Promise<void> {
  const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}))
  const found = new Set(Buckets.map(({ Name }) => Name!))
  for (const [name, possible] of buckets) {
    const isThere = found.delete(name)
    expect(possible, `whether there is a bucket ${name}`).toContain(isThere)
    buckets.set(name, [isThere])
  }
  expect([...found].toSorted()).toEqual([INPUT_BUCKET, BUCKET, OUTPUT_BUCKET].toSorted())
}
