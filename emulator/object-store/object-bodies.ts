import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, open, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { BodyReader } from './body-reader.ts'
import { BodyWriter } from './body-writer.ts'
import { errorOfDisk } from './disk-error.ts'
import { toFileRanges, type FileRange } from './file-ranges.ts'
import { Hashing } from './hashing.ts'
import { HeldFiles, type Hold } from './held-files.ts'
import { openBody, openBodySync, type BodyToOpen } from './open-body.ts'
import { PieceMemory } from './piece-memory.ts'
import { readSegments } from './read-segments.ts'
import { findStrayFiles } from './stray-files.ts'
import type { Segment, StoredObject } from './stored-object.ts'

export interface ObjectBodiesOptions {
  /** A folder that is ours alone. */
  folder: string
  /** Whether a body that is finished is on the disk for sure. */
  durable: boolean
  hashing?: Hashing | undefined
}

/** What was removed because nobody has it. */
export interface Swept {
  files: number
  bytes: number
}

/** An object whose bytes are wanted. */
export type BodyOwner = Pick<StoredObject, 'bucket' | 'key' | 'segments'>

const NAME = /^[0-9a-f]{32}$/

/**
 * Files with the bodies of objects and parts. Their names are random, never made from keys. A file that was begun is kept
 * from the sweep until it is adopted or removed, and one that somebody reads stays until the reading ends.
 */
export class ObjectBodies {
  readonly #folder: string
  readonly #durable: boolean
  /** Names that no row has yet. */
  readonly #begun = new Set<string>()
  readonly #held = new HeldFiles((name) => void this.remove([name]))
  readonly #memory = new PieceMemory()
  readonly #hashing: Hashing

  constructor({ folder, durable, hashing = new Hashing() }: ObjectBodiesOptions) {
    this.#folder = folder
    this.#durable = durable
    this.#hashing = hashing
  }

  /** A body to be written, and what to make of its bytes besides their MD5. It must end in adopt() or remove(). */
  begin(checksums?: Iterable<ChecksumAlgorithm>): BodyWriter {
    const name = this.#newName()
    const file = {
      open: () => this.#inFolder(name, (path) => open(path, 'wx')),
      flush: async (handle: FileHandle) => {
        if (!this.#durable) return
        await handle.sync()
        await sync(dirname(this.#pathOf(name)))
      },
      remove: async () => (this.#begun.has(name) ? await this.remove([name]) : undefined),
    }
    return new BodyWriter(name, file, { memory: this.#memory, hashing: this.#hashing }, checksums)
  }

  /** Other names for the bytes of files, or where links are not to be had, other files. They must be adopted or removed. */
  async link(segments: Segment[]): Promise<Segment[]> {
    const linked: Segment[] = []
    try {
      for (const { name, size } of segments) {
        const target = this.#newName()
        linked.push({ name: target, size })
        await this.#link(name, target)
      }
      return linked
    } catch (error) {
      await this.remove(linked.map(({ name }) => name))
      throw errorOfDisk(error)
    }
  }

  async #link(source: string, target: string): Promise<void> {
    await this.#inFolder(target, async (path) => {
      await link(this.#pathOf(source), path).catch(() => copyFile(this.#pathOf(source), path))
    })
    if (!this.#durable) return
    await sync(this.#pathOf(target))
    await sync(dirname(this.#pathOf(target)))
  }

  /** To be called in the same turn in which rows get the names. */
  adopt(...names: string[]): void {
    for (const name of names) this.#begun.delete(name)
  }

  /** Keeps files from being removed. */
  hold(segments: Segment[]): Hold {
    return this.#held.hold(segments)
  }

  async remove(names: string[]): Promise<void> {
    for (const name of names) {
      this.#begun.delete(name)
      // It may never have been made; and if it cannot be removed now, it is swept at the next start.
      if (!this.#held.doom(name)) await unlink(this.#pathOf(name)).catch(() => undefined)
    }
  }

  /**
   * The bytes of an object from `start` to `end` (excluded). Its files stay until the stream is closed, whatever happens
   * to the object; so ask in the same turn in which its row was read.
   */
  async read(object: BodyOwner, start: number, end: number): Promise<Readable> {
    const hold = this.#held.hold(object.segments)
    try {
      const ranges = toFileRanges(object.segments, start, end)
      const stream = await readSegments(ranges, (range) => openBody(this.#toOpen(range, object)))
      return stream.once('close', () => hold.release())
    } catch (error) {
      hold.release()
      throw errorOfDisk(error)
    }
  }

  /** The same, for one who is through with each piece before the next: it is faster. */
  reader(object: BodyOwner, start: number, end: number): BodyReader {
    const hold = this.#held.hold(object.segments)
    try {
      return new BodyReader(toFileRanges(object.segments, start, end), {
        memory: this.#memory,
        open: (range) => openBodySync(this.#toOpen(range, object)),
        release: () => hold.release(),
      })
    } catch (error) {
      hold.release()
      throw errorOfDisk(error)
    }
  }

  /** Ends what works for this. Bodies that are being written fail. */
  async close(): Promise<void> {
    await this.#hashing.close()
  }

  #toOpen(range: FileRange, object: BodyOwner): BodyToOpen {
    const path = this.#pathOf(range.name)
    return { path, shownPath: relative(dirname(this.#folder), path), range, object }
  }

  /** Removes files whose names are not in use, and spares what is written meanwhile. */
  async sweep(namesInUse: () => Iterable<string>[]): Promise<Swept> {
    const strays = await findStrayFiles(this.#folder, NAME, () => [this.#begun, ...namesInUse()])
    await this.remove(strays.map(({ name }) => name))
    return { files: strays.length, bytes: strays.reduce((sum, { size }) => sum + size, 0) }
  }

  #newName(): string {
    const name = randomUUID().replaceAll('-', '')
    this.#begun.add(name)
    return name
  }

  /** Two levels of folders, so that none has too many entries. */
  #pathOf(name: string): string {
    return join(this.#folder, name.slice(0, 1), name.slice(1, 2), name)
  }

  /** Does something with the path of a new file; makes its folder when that is missing. */
  async #inFolder<T>(name: string, use: (path: string) => Promise<T>): Promise<T> {
    const path = this.#pathOf(name)
    try {
      return await use(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await mkdir(dirname(path), { recursive: true })
      if (this.#durable) for (const folder of [this.#folder, dirname(dirname(path))]) await sync(folder)
      return await use(path)
    }
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
