import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The code block behind `<!-- mark -->`. */
export function blockBehind(document: string, mark: string): string {
  const block = new RegExp(`<!-- ${mark} -->\\s+\`\`\`[a-z]*\\n([^]*?)\\n\`\`\``).exec(read(document))?.[1]
  if (block === undefined) throw new Error(`${document} has no block behind <!-- ${mark} -->`)
  return block
}

// node test/support/documents.ts DOCUMENT MARK prints the block, for scripts.
if (process.argv[1] === import.meta.filename) {
  const [document = '', mark = ''] = process.argv.slice(2)
  process.stdout.write(`${blockBehind(document, mark)}\n`)
}
