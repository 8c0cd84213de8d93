import { closeSync, fstatSync, openSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { FileRange } from './file-ranges.ts'
import { ObjectStoreError, type ObjectSummary } from './object-store.ts'

/** A file to be opened, and what is said of it when it is not what it was. */
export interface BodyToOpen {
  path: string
  /** The same for people. */
  shownPath: string
  range: FileRange
  object: Pick<ObjectSummary, 'key'> & { bucket: string }
}

/** Throws an ObjectStoreError when somebody else has removed the file, cut it off or written on to it. */
export function openBodySync(body: BodyToOpen): number {
  const file = openOrTell(body)
  const { size } = fstatSync(file)
  if (size === body.range.fileSize) return file
  closeSync(file)
  throw wrongSize(body, size)
}

function openOrTell(body: BodyToOpen): number {
  try {
    return openSync(body.path, 'r')
  } catch (error) {
    throw lossOr(error, body)
  }
}

/** The same, away from this thread. */
export async function openBody(body: BodyToOpen): Promise<FileHandle> {
  const file = await open(body.path).catch((error: unknown) => {
    throw lossOr(error, body)
  })
  const { size } = await file.stat()
  if (size === body.range.fileSize) return file
  await file.close()
  throw wrongSize(body, size)
}

const lossOr = (error: unknown, body: BodyToOpen): unknown =>
  (error as NodeJS.ErrnoException).code === 'ENOENT' ? damaged(body, 'is gone', error) : error

const wrongSize = (body: BodyToOpen, size: number): ObjectStoreError =>
  damaged(body, `has ${size} bytes instead of ${body.range.fileSize}`)

const damaged = ({ object, shownPath }: BodyToOpen, state: string, cause?: unknown): ObjectStoreError =>
  new ObjectStoreError(
    'unavailable',
    `object ${object.key} in bucket ${object.bucket} is damaged: its file ${shownPath} ${state}`,
    { cause },
  )
