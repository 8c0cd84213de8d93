import { copyFile, link, mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export interface BodyFolderOptions {
  /** A folder that is ours alone. */
  folder: string
  /** Whether a body that is finished is on the disk for sure. */
  durable: boolean
}

const DIGITS = Array.from('0123456789abcdef')
const NAME = /^[0-9a-f]{32}$/

/** Where the files of bodies lie: two levels of folders, so that none has too many entries. */
export class BodyFolder {
  readonly #folder: string
  readonly #durable: boolean

  constructor({ folder, durable }: BodyFolderOptions) {
    this.#folder = folder
    this.#durable = durable
  }

  pathOf(name: string): string {
    return join(this.#folder, name.slice(0, 1), name.slice(1, 2), name)
  }

  /** Below the data folder, as people may be shown it. */
  shownPathOf(name: string): string {
    return join(basename(this.#folder), name.slice(0, 1), name.slice(1, 2), name)
  }

  async create(name: string): Promise<FileHandle> {
    return await this.#inFolder(name, async (path) => await open(path, 'wx'))
  }

  /** Called when all of a file is written. */
  async flush(name: string, file: FileHandle): Promise<void> {
    if (!this.#durable) return
    await file.sync()
    await sync(dirname(this.pathOf(name)))
  }

  /** Another name for the bytes of a file, or where links are not to be had, another file. */
  async link(source: string, target: string): Promise<void> {
    await this.#inFolder(target, async (path) => {
      await link(this.pathOf(source), path).catch(() => copyFile(this.pathOf(source), path))
    })
    if (!this.#durable) return
    await sync(this.pathOf(target))
    await sync(dirname(this.pathOf(target)))
  }

  /** In bytes; `undefined` where there is no such file. */
  async sizeOf(name: string): Promise<number | undefined> {
    return await stat(this.pathOf(name)).then(({ size }) => size, unlessMissing(undefined))
  }

  /** Resolves to whether it was there. */
  async remove(name: string): Promise<boolean> {
    return await unlink(this.pathOf(name)).then(() => true, unlessMissing(false))
  }

  /** The names that files have, those of one folder at a time. */
  async *names(): AsyncGenerator<string[]> {
    for (const first of DIGITS)
      for (const second of await namesIn(join(this.#folder, first)))
        if (DIGITS.includes(second)) {
          const names = await namesIn(join(this.#folder, first, second))
          yield names.filter((name) => NAME.test(name) && name.startsWith(first + second))
        }
  }

  /** Does something with the path of a new file; makes its folder when that is missing. */
  async #inFolder<T>(name: string, use: (path: string) => Promise<T>): Promise<T> {
    const path = this.pathOf(name)
    try {
      return await use(path)
    } catch (error) {
      if (!isMissing(error)) throw error
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

const namesIn = async (folder: string): Promise<string[]> => await readdir(folder).catch(unlessMissing<string[]>([]))

const unlessMissing =
  <T>(value: T) =>
  (error: unknown): T => {
    if (isMissing(error)) return value
    throw error
  }

const isMissing = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}
