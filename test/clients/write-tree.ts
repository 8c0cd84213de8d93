// A tree of files whose names and sizes are trouble to whoever copies them: node write-tree.ts FOLDER
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NAMES = [
  'with space/and  two.txt',
  ' at the beginning and the end ',
  'a+b/c+.txt',
  '100%/%41%2F%2f%zz.txt',
  'üñïçödé/日本語/🌧️.txt',
  // The same to the eye: one letter, and a letter with an accent behind it.
  'caf\u00E9.txt',
  'cafe\u0301.txt',
  '..hidden/a..b/....txt',
  'quotes/\'one\' and "two".txt',
  'markup/<a href="b">&amp;</a>',
  'address/?versionId=1&acl#fragment;x=y@z:80',
  'wild/*?[a-z]{b,c}~$(d)`e`|f!',
  '-dash/--exclude',
  'back\\slash\\',
  'model-invocation-job/v1/_outcrop',
  // A key of 1,024 bytes, with the `tree/` before it.
  `${`${'long'.repeat(50)}/`.repeat(5)}${'x'.repeat(14)}`,
]

const SIZES: Record<string, number> = {
  'sizes/empty': 0,
  'sizes/one': 1,
  'sizes/of parts': 16 * 1024 * 1024 + 1,
}

/** Bytes of all values, other ones for each name. */
const contentOf = (name: string, size: number): Buffer =>
  createHash('shake256', { outputLength: size }).update(name).digest()

const folder = process.argv[2]!
for (const [name, size] of [
  ...NAMES.map((each) => [each, Buffer.byteLength(each)] as const),
  ...Object.entries(SIZES),
]) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, contentOf(name, size))
}
