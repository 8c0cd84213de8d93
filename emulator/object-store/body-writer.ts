import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { errorOfDisk } from './disk-error.ts'

/** A body that is whole and on its file, though no row names it yet. */
export interface WrittenBody {
  /** The name of its file. There is no file where the body is empty. */
  name: string
  /** In bytes. */
  size: number
  md5: Buffer
}

export interface BodyFile {
  open(): Promise<FileHandle>
  /** Called when all is written. */
  flush(file: FileHandle): Promise<void>
  remove(): Promise<void>
}

/** Writes one body to its file, and hashes it while the disk works. The file is made with the first byte. */
export class BodyWriter {
  readonly #name: string
  readonly #body: BodyFile
  readonly #md5 = createHash('md5')
  #file: Promise<FileHandle> | undefined
  #size = 0
  #isClosed = false

  constructor(name: string, body: BodyFile) {
    this.#name = name
    this.#body = body
  }

  /** Resolves when the bytes are with the operating system, so that whoever awaits it needs no memory for a queue. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) throw new Error('the body is closed')
    if (bytes.length === 0) return
    const position = this.#size
    this.#size += bytes.length
    const writing = this.#writeAt(position, bytes)
    this.#md5.update(bytes)
    await writing
  }

  async #writeAt(position: number, bytes: Uint8Array): Promise<void> {
    try {
      const file = await (this.#file ??= this.#body.open())
      for (let offset = 0; offset < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset, position + offset)
        offset += bytesWritten
      }
    } catch (error) {
      throw errorOfDisk(error)
    }
  }

  async finish(): Promise<WrittenBody> {
    this.#isClosed = true
    const file = await this.#file
    try {
      if (file) await this.#body.flush(file)
    } catch (error) {
      throw errorOfDisk(error)
    } finally {
      await this.#close()
    }
    return { name: this.#name, size: this.#size, md5: this.#md5.digest() }
  }

  /** Leaves nothing behind. May be called at any time, also after a failure. */
  async discard(): Promise<void> {
    await this.#close()
    await this.#body.remove()
  }

  async #close(): Promise<void> {
    this.#isClosed = true
    const file = await this.#file?.catch(() => undefined)
    this.#file = undefined
    await file?.close()
  }
}
