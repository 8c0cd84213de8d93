import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const TESTS = 'test/translator/families'
export const SQUARES = 'fixtures/families'

/** Tests that several families share, and whose. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  'prompt-families': ['ai21-j2', 'claude-text', 'cohere-command', 'deepseek-r1', 'llama', 'mistral-text', 'titan-text'],
  'anchored-patterns': [
    'claude-messages',
    'converse',
    'llama',
    'mistral-chat',
    'mistral-text',
    'nova',
    'openai-compat',
    'titan-text',
  ],
  'claude-refusals': ['claude-messages', 'converse'],
  'openai-form': ['ai21-jamba', 'mistral-chat', 'openai-compat'],
  embedding: ['cohere-embed', 'nova-embed', 'titan-embed'],
}

/** Every folder of `translator/families`. */
export const FAMILIES: readonly string[] = readdirSync(join(ROOT, 'translator/families'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()

/** Whether a test or a folder of squares is a family's: `llama2` is llama's, but `nova-embed` is not nova's. */
function isOf(family: string, name: string): boolean {
  const shared = Object.keys(SHARED).find((prefix) => name.startsWith(prefix))
  if (shared !== undefined) return SHARED[shared]!.includes(family)
  const owners = FAMILIES.filter((other) => name.startsWith(other))
  return owners.toSorted((a, b) => b.length - a.length)[0] === family
}

const pathsOf = (family: string, folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => isOf(family, name))
    .map((name) => `${folder}/${name}`)

/** Families that use another's files, some of which it does not need itself: calls of tools, marks of the prompt cache. */
const USERS: Readonly<Record<string, readonly string[]>> = { converse: ['nova'] }

const withUsers = (family: string): string[] => [family, ...(USERS[family] ?? [])]

/** What may kill a family's mutants: its own tests and squares, and those of its users. */
export const testsOf = (family: string): string[] => [
  ...new Set(withUsers(family).flatMap((name) => pathsOf(name, TESTS))),
]
export const squaresOf = (family: string): string[] => withUsers(family).flatMap((name) => pathsOf(name, SQUARES))
