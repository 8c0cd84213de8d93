import { readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, localImportsOf, packagesOf, sources } from './support/imports.ts'

/** Parts of the tree, most particular first: a file belongs to the first that its path starts with. */
const PARTS = [
  'translator/formats',
  'translator',
  'emulator/bedrock-api',
  'emulator/identity-api',
  'emulator/s3-api',
  'emulator/s3-backend',
  'emulator/s3-forward',
  'emulator/doctor',
  'emulator/admin-api',
  'emulator/journal',
  'emulator/jobs',
  'emulator/catalogue',
  'emulator/responders',
  'emulator/answers',
  'emulator/object-store',
  'emulator/wire',
  'emulator/auth',
  'emulator',
  'examples',
  'bench',
  'docs',
  'fixtures',
  'conformance',
  'test',
] as const
type Part = (typeof PARTS)[number] | '(root)'

/** Single files at the foot of the emulator, which its folders may import. */
const FOUNDATIONS = [
  'arn',
  'auth-options',
  'clock',
  'config',
  'constraint-message',
  'count-characters',
  'credential',
  'database',
  'duration',
  'errors',
  'lazily',
  'limits',
  'load-once',
  'log',
  'log-formats',
  'model-options',
  'model-words',
  'option-readers',
  'phases',
  'random',
  'read-bounded',
  'region',
  'relaxed-option',
  's3-options',
  'unverified',
  'without-schemas',
]

/** Says what stands behind the door, and does nothing: those who are behind it may know it. */
const CONTRACT = 'emulator/s3-backend/s3-backend.ts'

/** Which parts a part may import, besides itself: arrows point down only. */
const MAY_IMPORT: Record<Part, Part[]> = {
  'translator/formats': [],
  translator: ['translator/formats'],
  'emulator/bedrock-api': [
    'emulator/jobs',
    'emulator/catalogue',
    'emulator/wire',
    'emulator/auth',
    'translator/formats',
  ],
  'emulator/identity-api': ['emulator/wire', 'emulator/auth', 'translator/formats'],
  'emulator/s3-api': ['emulator/object-store', 'emulator/wire', 'emulator/auth', 'translator/formats'],
  'emulator/s3-backend': [
    'emulator/s3-api',
    'emulator/s3-forward',
    'emulator/object-store',
    'emulator/auth',
    'translator/formats',
  ],
  'emulator/s3-forward': ['emulator/s3-api', 'emulator/auth'],
  // Looks at everything that a start uses, and is used by the command alone.
  'emulator/doctor': ['emulator', 'emulator/s3-backend', 'emulator/object-store', 'translator/formats'],
  // What clients asked for is told in the words of each API.
  'emulator/journal': [
    'emulator/bedrock-api',
    'emulator/identity-api',
    'emulator/s3-api',
    'emulator/auth',
    'translator/formats',
  ],
  'emulator/admin-api': ['emulator/s3-backend', 'emulator/journal', 'emulator/jobs', 'translator/formats'],
  'emulator/jobs': [
    'emulator/catalogue',
    'emulator/responders',
    'emulator/answers',
    'emulator/object-store',
    'translator/formats',
  ],
  'emulator/catalogue': [],
  'emulator/responders': ['emulator/answers', 'translator/formats'],
  'emulator/answers': ['translator/formats'],
  'emulator/object-store': ['emulator/wire', 'translator/formats'],
  'emulator/wire': [],
  'emulator/auth': [],
  emulator: [
    'emulator/bedrock-api',
    'emulator/identity-api',
    'emulator/s3-api',
    'emulator/s3-backend',
    'emulator/admin-api',
    'emulator/doctor',
    'emulator/journal',
    'emulator/jobs',
    'emulator/catalogue',
    'emulator/responders',
    'emulator/answers',
    'emulator/wire',
    'emulator/auth',
    'translator/formats',
  ],
  examples: ['(root)'],
  bench: ['(root)', 'emulator', 'translator', 'translator/formats'],
  docs: ['translator', 'emulator/catalogue'],
  // A square is checked by translating it, also in the users' own test runners: outcrop/fixtures is no test of ours.
  fixtures: ['translator', 'translator/formats'],
  conformance: ['emulator', 'fixtures'],
  test: [...PARTS, '(root)'],
  '(root)': ['emulator', 'examples', 'translator', 'fixtures'],
}

const partOf = (path: string): Part => PARTS.find((part) => path.startsWith(`${part}/`)) ?? '(root)'

const isFoundation = (path: string): boolean => FOUNDATIONS.some((name) => path === `emulator/${name}.ts`)

/** Folders have one door for those outside: other parts of the project import this file and no other. */
const DOORS = {
  emulator: ['emulator/index.ts', 'emulator/cli.ts'],
  translator: ['translator/index.ts', 'translator/cli.ts'],
}

/** Files that one part alone may open beside the door. */
const SIDE_DOORS: Partial<Record<Part, string[]>> = {
  '(root)': ['emulator/cli-options.ts', 'emulator/client-environment.ts', 'emulator/config.ts'],
  // docs/translation.md is printed from the mappings' tables.
  docs: [
    'translator/chat/parameters.ts',
    'translator/chat/schema-tool.ts',
    'translator/families/index.ts',
    'translator/families/mapping.ts',
    'translator/families/converse/index.ts',
    // docs/catalogue.md from the catalogue.
    'emulator/catalogue/foundation-model.ts',
    'emulator/catalogue/geographies.ts',
    'emulator/catalogue/models/index.ts',
  ],
}

describe('imports point down only', () => {
  test.each(sources.filter((path) => partOf(path) !== 'test'))('%s', (path) => {
    const part = partOf(path)
    const wrong = localImportsOf(path).filter((target) => {
      const targetPart = partOf(target)
      if (targetPart === part) return false
      if (part.startsWith('emulator/') && isFoundation(target)) return false
      if (part === 'emulator/s3-forward' && target === CONTRACT) return false
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

test('what is said of the S3 behind the door is types, and nothing that runs', () => {
  const text = readFileSync(new URL(`../${CONTRACT}`, import.meta.url), 'utf8')
  expect(text.match(/^(?:import|export) (?!type\b|interface\b).*/gm)).toBeNull()
})

test('testcontainers is loaded by the start of MinIO alone', () => {
  const loading = sources.filter(
    (path) => partOf(path) !== 'test' && packagesOf(path).some((name) => name.includes('testcontainers')),
  )
  expect(loading).toEqual(['emulator/s3-backend/docker-engine.ts', 'emulator/s3-backend/start-minio.ts'])
})

test.each(['emulator', 'translator'] as const)('other parts of the project enter the %s by its door', (house) => {
  const isInside = (path: string): boolean => partOf(path) === house || partOf(path).startsWith(`${house}/`)
  const wrong = sources
    .filter((path) => !isInside(path) && partOf(path) !== 'test')
    .flatMap((path) =>
      localImportsOf(path)
        // The formats are everyone's.
        .filter((target) => isInside(target) && partOf(target) !== 'translator/formats')
        .filter((target) => !DOORS[house].includes(target) && !SIDE_DOORS[partOf(path)]?.includes(target))
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

test('the translator imports no package, but its command imports commander', () => {
  const imports = sources
    .filter((path) => path.startsWith('translator/'))
    .flatMap((path) => packagesOf(path).map((name) => `${path} imports ${name}`))
  expect(imports).toEqual(['translator/cli.ts imports commander'])
})

test('each test lies where its sources lie', () => {
  const folders = new Set(sources.filter((path) => partOf(path) !== 'test').map((path) => dirname(path)))
  const tests = sources.filter((path) => path.startsWith('test/') && path.endsWith('.test.ts'))
  const astray = tests.filter((path) => {
    const folder = relative('test', dirname(path)).replaceAll('\\', '/')
    const ofTheirOwn = ['toolchain', 'docs', 'docker', 'hostile', 'kill', 'mutation']
    return !folders.has(folder || '.') && !ofTheirOwn.includes(folder)
  })
  expect(astray).toEqual([])
})
