import type { FileHandle } from 'node:fs/promises'
import { RunningDigests, type DigestName, type Digests } from '../wire/digests.ts'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { errorOfDisk } from './disk-error.ts'
import type { ThreadDigests } from './hash-thread.ts'
import type { Hashing } from './hashing.ts'
import type { Piece, PieceMemory } from './piece-memory.ts'

/** A body that is whole and on its file, though no row names it yet. */
export interface WrittenBody {
  /** The name of its file. There is no file where the body is empty. */
  name: string
  /** In bytes. */
  size: number
  md5: Buffer
  /** The MD5, and the checksums that were asked for. */
  digests: Digests
}

export interface BodyFile {
  open(): Promise<FileHandle>
  /** Called when all is written. */
  flush(file: FileHandle): Promise<void>
  remove(): Promise<void>
}

/** What the writers of a store share. */
export interface WriterParts {
  memory: PieceMemory
  hashing: Hashing
}

/** How many pieces may be on their way to the disk and to the hashes while the next is filled. */
const MOST_UNDER_WAY = 2

/**
 * Writes one body to its file, and hashes it while the disk works: on this thread what fits into one piece, on another what is
 * larger. The file is made with the first piece.
 */
export class BodyWriter {
  readonly #name: string
  readonly #body: BodyFile
  readonly #parts: WriterParts
  readonly #digestNames: DigestName[]
  #digests: RunningDigests | ThreadDigests | undefined
  #file: Promise<FileHandle> | undefined
  #filling: { piece: Piece; length: number } | undefined
  /** Never rejects: what fails is kept. */
  readonly #underWay = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined
  #handedOn = 0
  /** What was written comes in its order, also where nobody waits for it. */
  #writing = Promise.resolve()
  #isClosed = false
  #isDiscarded = false

  constructor(name: string, body: BodyFile, parts: WriterParts, checksums: Iterable<ChecksumAlgorithm> = []) {
    this.#name = name
    this.#body = body
    this.#parts = parts
    this.#digestNames = ['MD5', ...checksums]
  }

  /**
   * Resolves when the bytes were taken and there is room for more, so that whoever awaits it needs no memory for a queue. What
   * fails may be told by a later call.
   */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) throw new Error('the body is closed')
    this.#writing = this.#writing.then(async () => await this.#take(bytes))
    await this.#writing
  }

  async #take(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length;) {
      if (this.#isDiscarded) throw new Error('the body is closed')
      offset += this.#fill(bytes.subarray(offset))
      while (this.#underWay.size > MOST_UNDER_WAY) await Promise.race(this.#underWay)
      this.#throwFailure()
    }
  }

  /** Resolves when all is with the operating system, and no memory is held for what may come much later. */
  async flush(): Promise<void> {
    await this.#writing
    if (this.#filling) this.#handOn(this.#filling, (this.#digests ??= new RunningDigests(this.#digestNames)))
    await Promise.all(this.#underWay)
    this.#throwFailure()
  }

  /** Resolves when all is with the operating system, and on the disk where that is wanted. */
  async finish(): Promise<WrittenBody> {
    this.#isClosed = true
    try {
      await this.flush()
      const file = await this.#file
      if (file) await this.#body.flush(file)
      const digests = await (this.#digests ?? new RunningDigests(this.#digestNames)).digest()
      return { name: this.#name, size: this.#handedOn, md5: Buffer.from(digests.get('MD5')!), digests }
    } catch (error) {
      throw errorOfDisk(error)
    } finally {
      await this.#close()
    }
  }

  /** Leaves nothing behind. May be called at any time, also after a failure. */
  async discard(): Promise<void> {
    this.#isDiscarded = true
    await this.#close()
    if (this.#digests && 'forget' in this.#digests) this.#digests.forget()
    await this.#body.remove()
  }

  /** Takes what there is room for; returns how many bytes that is. */
  #fill(bytes: Uint8Array): number {
    const filling = (this.#filling ??= { piece: this.#parts.memory.take(), length: 0 })
    const taken = bytes.subarray(0, filling.piece.bytes.length - filling.length)
    filling.piece.bytes.set(taken, filling.length)
    filling.length += taken.length
    if (filling.length === filling.piece.bytes.length)
      this.#handOn(filling, (this.#digests ??= this.#parts.hashing.begin(this.#digestNames)))
    return taken.length
  }

  #handOn({ piece, length }: { piece: Piece; length: number }, digests: RunningDigests | ThreadDigests): void {
    this.#filling = undefined
    const bytes = piece.bytes.subarray(0, length)
    const position = this.#handedOn
    this.#handedOn += length
    const passing = this.#pass(bytes, position, digests).finally(() => {
      piece.giveBack()
      this.#underWay.delete(passing)
    })
    this.#underWay.add(passing)
  }

  async #pass(bytes: Buffer, position: number, digests: RunningDigests | ThreadDigests): Promise<void> {
    const results = await Promise.allSettled([this.#writeAt(position, bytes), Promise.try(() => digests.update(bytes))])
    for (const result of results)
      if (result.status === 'rejected') this.#failure ??= { error: result.reason as unknown }
  }

  async #writeAt(position: number, bytes: Uint8Array): Promise<void> {
    const file = await (this.#file ??= this.#body.open())
    for (let offset = 0; offset < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset, position + offset)
      offset += bytesWritten
    }
  }

  #throwFailure(): void {
    if (this.#failure) throw errorOfDisk(this.#failure.error)
  }

  async #close(): Promise<void> {
    this.#isClosed = true
    // Whoever wrote has been told.
    await this.#writing.catch(() => undefined)
    this.#filling?.piece.giveBack()
    this.#filling = undefined
    await Promise.all(this.#underWay)
    const file = await this.#file?.catch(() => undefined)
    this.#file = undefined
    await file?.close()
  }
}
