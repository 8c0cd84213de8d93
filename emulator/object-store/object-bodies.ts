import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { BegunNames, type Watch } from './begun-names.ts'
import { BodyFolder, type BodyFolderOptions } from './body-folder.ts'
import { BodyReader } from './body-reader.ts'
import { BodyWriter } from './body-writer.ts'
import { errorOfDisk } from './disk-error.ts'
import { toFileRanges, type FileRange } from './file-ranges.ts'
import { Hashing } from './hashing.ts'
import { HeldFiles, type Hold } from './held-files.ts'
import { openBody, openBodySync, type BodyToOpen } from './open-body.ts'
import { PieceMemory } from './piece-memory.ts'
import { readSegments } from './read-segments.ts'
import type { Segment, StoredObject } from './stored-object.ts'

export interface ObjectBodiesOptions extends BodyFolderOptions {
  hashing?: Hashing | undefined
}

/** An object whose bytes are wanted. */
export type BodyOwner = Pick<StoredObject, 'bucket' | 'key' | 'segments'>

/**
 * Files with the bodies of objects and parts. A file that was begun is kept from the sweep until it is adopted or removed, and
 * one that somebody reads stays until the reading ends.
 */
export class ObjectBodies {
  readonly #folder: BodyFolder
  readonly #begun = new BegunNames()
  readonly #held = new HeldFiles((name) => void this.remove([name]))
  readonly #removals = new Set<Promise<unknown>>()
  #leavesFiles = false
  readonly #memory = new PieceMemory()
  readonly #hashing: Hashing

  constructor({ folder, durable, hashing = new Hashing() }: ObjectBodiesOptions) {
    this.#folder = new BodyFolder({ folder, durable })
    this.#hashing = hashing
  }

  /** A body to be written, and what to make of its bytes besides their MD5. It must end in adopt() or remove(). */
  begin(checksums?: Iterable<ChecksumAlgorithm>): BodyWriter {
    const name = this.#begun.begin()
    const file = {
      open: async () => await this.#folder.create(name),
      flush: async (handle: FileHandle) => await this.#folder.flush(name, handle),
      remove: async () => (this.#begun.has(name) ? await this.remove([name]) : undefined),
    }
    return new BodyWriter(name, file, { memory: this.#memory, hashing: this.#hashing }, checksums)
  }

  /** Other names for the bytes of files, or where links are not to be had, other files. They must be adopted or removed. */
  async link(segments: Segment[]): Promise<Segment[]> {
    const linked: Segment[] = []
    try {
      for (const { name, size } of segments) {
        const target = this.#begun.begin()
        linked.push({ name: target, size })
        await this.#folder.link(name, target)
      }
      return linked
    } catch (error) {
      await this.remove(linked.map(({ name }) => name))
      throw errorOfDisk(error)
    }
  }

  /** To be called in the same turn in which rows get the names. */
  adopt(...names: string[]): void {
    for (const name of names) this.#begun.end(name)
  }

  /** Keeps files from being removed. */
  hold(segments: Segment[]): Hold {
    return this.#held.hold(segments)
  }

  async remove(names: string[]): Promise<void> {
    for (const name of names) {
      this.#begun.end(name)
      // It may never have been made.
      if (!this.#held.doom(name)) await this.#unlink(name)
    }
  }

  async #unlink(name: string): Promise<boolean> {
    const removal = this.#folder.remove(name).catch(() => {
      // It is swept at the next start.
      this.#leavesFiles = true
      return false
    })
    this.#removals.add(removal)
    try {
      return await removal
    } finally {
      this.#removals.delete(removal)
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
    await Promise.all(this.#removals)
  }

  /** Whether every file is named by a row, as far as this knows. */
  get areSettled(): boolean {
    return !this.#leavesFiles && this.#begun.isEmpty && this.#removals.size === 0 && this.#held.isEmpty
  }

  watchBegun(): Watch {
    return this.#begun.watch()
  }

  /** The names of all files, some at a time. */
  names(): AsyncGenerator<string[]> {
    return this.#folder.names()
  }

  /** Removes files that no row names, but for those that somebody still reads; resolves to the sizes of those that are gone. */
  async removeStrays(names: string[]): Promise<number[]> {
    const sizes: number[] = []
    for (const name of names) {
      const size = await this.#folder.sizeOf(name)
      if (size !== undefined && !this.#held.doom(name) && (await this.#unlink(name))) sizes.push(size)
    }
    return sizes
  }

  #toOpen(range: FileRange, object: BodyOwner): BodyToOpen {
    const { name } = range
    return { path: this.#folder.pathOf(name), shownPath: this.#folder.shownPathOf(name), range, object }
  }
}
