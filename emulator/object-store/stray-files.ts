import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface StrayFile {
  name: string
  /** In bytes. */
  size: number
}

/**
 * Files below a folder whose names are of the pattern, and not in use. `namesInUse` is asked after the folder was read, so that
 * what is written meanwhile is none of them.
 */
export async function findStrayFiles(
  folder: string,
  pattern: RegExp,
  namesInUse: () => Iterable<string>[],
): Promise<StrayFile[]> {
  const paths = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && pattern.test(entry.name)) paths.set(entry.name, join(entry.parentPath, entry.name))
  for (const names of namesInUse()) for (const name of names) paths.delete(name)
  const strays: StrayFile[] = []
  for (const [name, path] of paths) {
    // One whose last reader has gone meanwhile is removed already.
    const found = await stat(path).catch(() => undefined)
    if (found) strays.push({ name, size: found.size })
  }
  return strays
}
