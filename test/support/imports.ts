import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g

/** Every TypeScript file of ours, as a path from the root of the project. */
export const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !/(?:^|\/)(?:node_modules|dist|installed|coverage)\//.test(path))

/** What a file imports, statically or not, types included, as it spells it. */
export const importsOf = (path: string): string[] =>
  Array.from(
    readFileSync(join(root, path), 'utf8').matchAll(IMPORT),
    ([, fixed, forEffect, dynamic]) => (fixed ?? forEffect ?? dynamic)!,
  )

/** The files of ours among them. */
export const localImportsOf = (path: string): string[] =>
  importsOf(path)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, resolve(root, dirname(path), name)).replaceAll('\\', '/'))

/** The packages among them; `node:` is none. */
export const packagesOf = (path: string): string[] =>
  importsOf(path).filter((name) => !name.startsWith('.') && !name.startsWith('node:'))

/** A file and all that it imports, directly or not. */
export function reachedFrom(path: string): Set<string> {
  const reached = new Set([path])
  for (const file of reached) if (file.endsWith('.ts')) for (const target of localImportsOf(file)) reached.add(target)
  return reached
}
