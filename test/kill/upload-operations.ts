import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { bytesOf, etagOf, etagOfParts, stateOf, type ObjectState } from './objects.ts'
import type { Upload } from './uploads.ts'
import { BUCKET, chooseFrom, holding, newBody, newLabel, type Operation, type World } from './world.ts'

export const UPLOAD_KEYS = ['up/0', 'up/1', 'up/2', 'up/ключ']
/** AWS: the least of every part but the last. */
const WHOLE_PART = 5 * 1024 * 1024
const PARTS = [1, 2]

const placeOf = ({ key, uploadId }: Upload) => ({ Bucket: BUCKET, Key: key, UploadId: uploadId })

function freeUpload(world: World, wanted: (upload: Upload) => boolean = () => true): Upload | undefined {
  const free = world.uploads.open.filter((upload) => !world.busy.has(upload.key) && wanted(upload))
  return chooseFrom(free, world)
}

function create(world: World): Promise<void> | undefined {
  const { uploads, clients } = world
  const key = chooseFrom(
    UPLOAD_KEYS.filter((name) => !world.busy.has(name) && !uploads.of(name)),
    world,
  )
  if (key === undefined) return undefined
  return holding(world, [key], async () => {
    const metadata = { label: newLabel(world) }
    uploads.creating.add(key)
    const command = new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: key, Metadata: metadata })
    const { UploadId } = await clients.s3.send(command)
    uploads.creating.delete(key)
    uploads.add({ key, uploadId: UploadId!, metadata, parts: new Map() })
  })
}

/** Puts a part anew, or in the place of the one with its number. */
function changePart(world: World, upload: Upload, number: number, bytes: Buffer, send: () => Promise<unknown>) {
  return holding(world, [upload.key], async () => {
    upload.parts.set(number, [...(upload.parts.get(number) ?? [undefined]), bytes])
    await send()
    upload.parts.set(number, [bytes])
  })
}

function putPart(world: World): Promise<void> | undefined {
  const upload = freeUpload(world)
  if (!upload) return undefined
  const number = chooseFrom(PARTS, world)!
  const isWhole = number === 1 && world.random.integer(4) === 0
  const bytes = isWhole ? bytesOf(newLabel(world), WHOLE_PART) : newBody(world, 'small')
  const command = new UploadPartCommand({ ...placeOf(upload), PartNumber: number, Body: bytes })
  return changePart(world, upload, number, bytes, () => world.clients.s3.send(command))
}

function copyPart(world: World): Promise<void> | undefined {
  const upload = freeUpload(world)
  const { objects } = world
  const source = chooseFrom(
    objects.keys.filter((key) => !world.busy.has(key) && (objects.current(key)?.bytes.length ?? 0) > 0),
    world,
  )
  if (!upload || source === undefined) return undefined
  const number = chooseFrom(PARTS, world)!
  const CopySource = `${BUCKET}/${encodeURIComponent(source)}`
  const command = new UploadPartCopyCommand({ ...placeOf(upload), PartNumber: number, CopySource })
  const { bytes } = objects.current(source)!
  return holding(world, [source], () => changePart(world, upload, number, bytes, () => world.clients.s3.send(command)))
}

/** Those that may stand together: all, unless the first is too small; then one alone. */
function chooseParts({ parts }: Upload): [number: number, bytes: Buffer][] {
  const all = [...parts].toSorted(([one], [other]) => one - other).map(([number, [bytes]]) => [number, bytes!] as const)
  const [first] = all
  return (first && first[1].length >= WHOLE_PART ? all : all.slice(-1)).map(([number, bytes]) => [number, bytes])
}

/** Ends an upload with its object; resolves when that is certain. */
export async function completeUpload(world: World, upload: Upload): Promise<void> {
  const parts = chooseParts(upload)
  const bodies = parts.map(([, bytes]) => bytes)
  const next: ObjectState = stateOf(Buffer.concat(bodies), { etag: etagOfParts(bodies), metadata: upload.metadata })
  const Parts = parts.map(([PartNumber, bytes]) => ({ PartNumber, ETag: etagOf(bytes) }))
  const command = new CompleteMultipartUploadCommand({ ...placeOf(upload), MultipartUpload: { Parts } })
  upload.ending = { to: 'completed', before: world.objects.current(upload.key), next }
  await world.objects.change(new Map([[upload.key, [next]]]), () => world.clients.s3.send(command))
  world.uploads.remove(upload)
}

function complete(world: World): Promise<void> | undefined {
  const upload = freeUpload(world, ({ parts }) => parts.size > 0)
  return upload && holding(world, [upload.key], () => completeUpload(world, upload))
}

function abort(world: World): Promise<void> | undefined {
  const upload = freeUpload(world)
  if (!upload) return undefined
  return holding(world, [upload.key], async () => {
    upload.ending = { to: 'aborted' }
    await world.clients.s3.send(new AbortMultipartUploadCommand(placeOf(upload)))
    world.uploads.remove(upload)
  })
}

export const uploadOperations: Operation[] = [
  { name: 'upload, begin', weight: 3, begin: create },
  { name: 'upload, part', weight: 5, begin: putPart },
  { name: 'upload, copied part', weight: 2, begin: copyPart },
  { name: 'upload, complete', weight: 4, begin: complete },
  { name: 'upload, abort', weight: 1, begin: abort },
]
