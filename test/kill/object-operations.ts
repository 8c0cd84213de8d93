import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { etagOf, stateOf, type ObjectState, type Outcome } from './objects.ts'
import { sendInPieces } from './send-in-pieces.ts'
import {
  BUCKET,
  chooseFrom,
  expectRefusal,
  holding,
  newBody,
  newLabel,
  WrongAnswer,
  type Operation,
  type World,
} from './world.ts'

const KEYS = ['a', 'a b', 'a+b', 'a%20b', '../a', 'a//b', 'ключ/鍵', 'a/', '_outcrop', 'v1/files', 'objects/0/0']
  .concat(Array.from({ length: 9 }, (_, index) => `plain/${index}`))
  .concat('k'.repeat(1024))

const freeKeys = (world: World, wanted: (state: Outcome) => boolean = () => true): string[] =>
  KEYS.filter((key) => !world.busy.has(key) && wanted(world.objects.current(key)))
const isThere = (state: Outcome): boolean => state !== undefined

const place = (key: string) => ({ Bucket: BUCKET, Key: key })
const toTagging = (tags: Record<string, string>): string => new URLSearchParams(tags).toString()

/** Brings one key to a new state. */
const change = (world: World, key: string, next: Outcome, send: () => Promise<unknown>): Promise<void> =>
  holding(world, [key], () => world.objects.change(new Map([[key, [next]]]), send))

function newState(world: World, size: Parameters<typeof newBody>[1]): ObjectState {
  const label = newLabel(world)
  return stateOf(newBody(world, size), { metadata: { label }, tags: world.random.integer(2) ? { label } : {} })
}

const putCommand = (key: string, { bytes, metadata, tags }: ObjectState, more: Partial<PutObjectCommandInput> = {}) =>
  new PutObjectCommand({ ...place(key), Body: bytes, Metadata: metadata, Tagging: toTagging(tags), ...more })

const put = (size: Parameters<typeof newBody>[1]) => (world: World) => {
  const key = chooseFrom(freeKeys(world), world)
  if (key === undefined) return undefined
  const next = newState(world, size)
  return change(world, key, next, () => world.clients.s3.send(putCommand(key, next)))
}

function stream(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world), world)
  if (key === undefined) return undefined
  const next = stateOf(newBody(world, 'large'))
  const path = `/${BUCKET}/${encodeURIComponent(key)}`
  return change(world, key, next, () => sendInPieces(`${world.clients.url}${path}`, next.bytes))
}

function putNew(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world), world)
  if (key === undefined) return undefined
  const next = newState(world, 'small')
  const send = () => world.clients.s3.send(putCommand(key, next, { IfNoneMatch: '*' }))
  if (world.objects.current(key) === undefined) return change(world, key, next, send)
  return holding(world, [key], () => expectRefusal('PreconditionFailed', send))
}

function replace(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world, isThere), world)
  if (key === undefined) return undefined
  const next = newState(world, 'small')
  const { etag } = world.objects.current(key)!
  if (world.random.integer(4) > 0)
    return change(world, key, next, () => world.clients.s3.send(putCommand(key, next, { IfMatch: etag })))
  const IfMatch = etagOf(Buffer.from('of nobody'))
  const send = () => world.clients.s3.send(putCommand(key, next, { IfMatch }))
  return holding(world, [key], () => expectRefusal('PreconditionFailed', send))
}

/** Several put one key at once: one of them is left, whole, and so say all who read it meanwhile. */
function race(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world), world)
  if (key === undefined) return undefined
  const { s3 } = world.clients
  const before = world.objects.current(key)
  const runners = (['small', 'large', 'small', 'empty'] as const).map((size) => newState(world, size))
  const read = async (among: Outcome[]): Promise<Outcome> => {
    const answer = await s3.send(new GetObjectCommand(place(key))).catch((error: Error) => {
      if (error.name !== 'NoSuchKey') throw error
    })
    const bytes = answer && (await answer.Body!.transformToByteArray())
    const found = among.findIndex((state) => (bytes ? state?.bytes.equals(bytes) === true : state === undefined))
    if (found < 0) throw new WrongAnswer(`${key} is none of those that were put`)
    return among[found]
  }
  return holding(world, [key], async () => {
    world.objects.settle(key, before, ...runners)
    const puts = runners.map(async (runner) => {
      await s3.send(putCommand(key, runner))
      world.objects.settle(key, ...runners)
    })
    const outcomes = await Promise.allSettled([...puts, read([before, ...runners])])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    world.objects.settle(key, await read(runners))
  })
}

function copy(world: World): Promise<void> | undefined {
  const from = chooseFrom(freeKeys(world, isThere), world)
  const to = chooseFrom(freeKeys(world), world)
  if (from === undefined || to === undefined) return undefined
  const source = world.objects.current(from)!
  const metadata = { label: newLabel(world) }
  const replaces = from === to || world.random.integer(2) === 1
  const next = { ...stateOf(source.bytes), tags: source.tags, metadata: replaces ? metadata : source.metadata }
  const command = new CopyObjectCommand({
    ...place(to),
    CopySource: `${BUCKET}/${encodeURIComponent(from)}`,
    ...(replaces && { MetadataDirective: 'REPLACE' as const, Metadata: metadata }),
  })
  return holding(world, [from], () => change(world, to, next, () => world.clients.s3.send(command)))
}

function remove(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world, isThere), world)
  if (key === undefined) return undefined
  return change(world, key, undefined, () => world.clients.s3.send(new DeleteObjectCommand(place(key))))
}

function removeMany(world: World): Promise<void> | undefined {
  const keys = freeKeys(world).filter(() => world.random.integer(5) === 0)
  if (keys.length === 0) return undefined
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true }
  const next = new Map(keys.map((key) => [key, [undefined]]))
  const send = () => world.clients.s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete }))
  return holding(world, keys, () => world.objects.change(next, send))
}

function tag(world: World): Promise<void> | undefined {
  const key = chooseFrom(freeKeys(world, isThere), world)
  if (key === undefined) return undefined
  const tags: Record<string, string> = world.random.integer(3) > 0 ? { label: newLabel(world) } : {}
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  const next = { ...world.objects.current(key)!, tags }
  return change(world, key, next, async () => {
    if (TagSet.length > 0)
      await world.clients.s3.send(new PutObjectTaggingCommand({ ...place(key), Tagging: { TagSet } }))
    else await world.clients.s3.send(new DeleteObjectTaggingCommand(place(key)))
  })
}

export const objectOperations: Operation[] = [
  { name: 'put, empty', weight: 1, begin: put('empty') },
  { name: 'put, small', weight: 6, begin: put('small') },
  { name: 'put, large', weight: 4, begin: put('large') },
  { name: 'put, in pieces', weight: 4, begin: stream },
  { name: 'put, only new', weight: 2, begin: putNew },
  { name: 'put, only over one', weight: 3, begin: replace },
  { name: 'puts of one key', weight: 2, begin: race },
  { name: 'copy', weight: 4, begin: copy },
  { name: 'delete', weight: 2, begin: remove },
  { name: 'delete, many', weight: 2, begin: removeMany },
  { name: 'tags', weight: 3, begin: tag },
]
