import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Parts of the tree, most particular first: a file belongs to the first that its path starts with. */
const PARTS = [
  'translator/formats',
  'translator',
  'emulator/bedrock-api',
  'emulator/s3-api',
  'emulator/admin-api',
  'emulator/jobs',
  'emulator/responders',
  'emulator/answers',
  'emulator/object-store',
  'emulator/wire',
  'emulator/auth',
  'emulator',
  'examples',
  'bench',
  'fixtures',
  'conformance',
  'test',
] as const
type Part = (typeof PARTS)[number] | '(root)'

/** Single files at the foot of the emulator, which its folders may import. */
const FOUNDATIONS = [
  'clock',
  'config',
  'database',
  'duration',
  'errors',
  'limits',
  'log',
  'option-readers',
  'phases',
  'random',
  'unverified',
]

/** Which parts a part may import, besides itself: arrows point down only. */
const MAY_IMPORT: Record<Part, Part[]> = {
  'translator/formats': [],
  translator: ['translator/formats'],
  'emulator/bedrock-api': ['emulator/jobs', 'emulator/wire', 'emulator/auth', 'translator/formats'],
  'emulator/s3-api': ['emulator/object-store', 'emulator/wire', 'emulator/auth', 'translator/formats'],
  'emulator/admin-api': ['emulator/jobs', 'translator/formats'],
  'emulator/jobs': ['emulator/responders', 'emulator/answers', 'emulator/object-store', 'translator/formats'],
  'emulator/responders': ['emulator/answers', 'translator/formats'],
  'emulator/answers': ['translator/formats'],
  'emulator/object-store': ['emulator/wire', 'translator/formats'],
  'emulator/wire': [],
  'emulator/auth': [],
  emulator: [
    'emulator/bedrock-api',
    'emulator/s3-api',
    'emulator/admin-api',
    'emulator/jobs',
    'emulator/responders',
    'emulator/answers',
    'emulator/object-store',
    'emulator/wire',
    'emulator/auth',
    'translator/formats',
  ],
  examples: ['(root)'],
  bench: ['(root)', 'emulator', 'translator/formats'],
  fixtures: [],
  conformance: ['emulator', 'fixtures'],
  test: [...PARTS, '(root)'],
  '(root)': ['emulator', 'examples', 'translator'],
}

const partOf = (path: string): Part => PARTS.find((part) => path.startsWith(`${part}/`)) ?? '(root)'

const isFoundation = (path: string): boolean => FOUNDATIONS.some((name) => path === `emulator/${name}.ts`)

/** Folders have one door for those outside: other parts of the project import this file and no other. */
const DOORS: Partial<Record<Part, string[]>> = { emulator: ['emulator/index.ts', 'emulator/cli.ts'] }
const FILES_OPEN_TO_ROOT = new Set(['emulator/cli-options.ts', 'emulator/client-environment.ts', 'emulator/config.ts'])

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !/(?:^|\/)(?:node_modules|dist|installed|coverage)\//.test(path))

const importsOf = (path: string): string[] =>
  Array.from(readFileSync(join(root, path), 'utf8').matchAll(IMPORT), ([, fixed, dynamic]) => (fixed ?? dynamic)!)

const localImportsOf = (path: string): string[] =>
  importsOf(path)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, resolve(root, dirname(path), name)).replaceAll('\\', '/'))

describe('imports point down only', () => {
  test.each(sources.filter((path) => partOf(path) !== 'test'))('%s', (path) => {
    const part = partOf(path)
    const wrong = localImportsOf(path).filter((target) => {
      const targetPart = partOf(target)
      if (targetPart === part) return false
      if (part.startsWith('emulator/') && isFoundation(target)) return false
      return !MAY_IMPORT[part].includes(targetPart)
    })
    expect(wrong).toEqual([])
  })
})

test('files at the foot of the emulator import none of its folders', () => {
  const wrong = FOUNDATIONS.map((name) => `emulator/${name}.ts`).flatMap((path) =>
    localImportsOf(path)
      .filter((target) => partOf(target).startsWith('emulator/'))
      .map((target) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('other parts of the project enter the emulator by its door', () => {
  const wrong = sources
    .filter((path) => !partOf(path).startsWith('emulator') && partOf(path) !== 'test')
    .flatMap((path) =>
      localImportsOf(path)
        .filter((target) => target.startsWith('emulator/'))
        .filter((target) => !DOORS.emulator!.includes(target))
        .filter((target) => !(partOf(path) === '(root)' && FILES_OPEN_TO_ROOT.has(target)))
        .map((target) => `${path} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

test("only wire/ touches the AWS SDK's own schemas and codecs", () => {
  const internals = /^@smithy\/core|^@aws-sdk\/(?:core|checksums)/
  const wrong = sources.filter(
    (path) =>
      !path.startsWith('emulator/wire/') &&
      partOf(path) !== 'test' &&
      importsOf(path).some((name) => internals.test(name)),
  )
  expect(wrong).toEqual([])
})

test('the formats import no package', () => {
  const wrong = sources
    .filter((path) => partOf(path) === 'translator/formats')
    .flatMap((path) => importsOf(path).filter((name) => !name.startsWith('.') && !name.startsWith('node:')))
  expect(wrong).toEqual([])
})

test('each test lies where its sources lie', () => {
  const folders = new Set(sources.filter((path) => partOf(path) !== 'test').map((path) => dirname(path)))
  const tests = sources.filter((path) => path.startsWith('test/') && path.endsWith('.test.ts'))
  const astray = tests.filter((path) => {
    const folder = relative('test', dirname(path)).replaceAll('\\', '/')
    return !folders.has(folder || '.') && !['toolchain', 'docs'].includes(folder)
  })
  expect(astray).toEqual([])
})
