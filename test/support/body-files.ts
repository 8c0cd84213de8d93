import { readdir } from 'node:fs/promises'

/** Names of the files below a folder of bodies. */
export async function bodyFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
