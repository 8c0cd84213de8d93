import { stripTypeScriptTypes } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROMPT_FATES } from '../../translator/chat/prompt-fates.ts'
import { NEVER_SENT } from '../../translator/chat/parameters.ts'
import { NEVER_SENT as NEVER_EMBEDDED } from '../../translator/embeddings/never-sent.ts'
import { INFERENCE_FATES } from '../../translator/families/converse/inference-config.ts'
import { exposeEntries } from './expose-entries.ts'
import { FAMILIES, ROOT, SQUARES, squaresOf, TESTS, testsOf } from './families.ts'

const sourcesOf = (family: string): string[] => {
  const folder = join(ROOT, 'translator/families', family)
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
}

test('rows, entries and calls of the report can be taken out, each in its line', () => {
  const source = `const ROWS: [pattern: RegExp, Can][] = [
  [/^a/, A],
  [
    /^b/,
    { ...B, c: [1] },
  ],
]
export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  a: A,
  'b-c': { to: 'b' },
  d: {
    becomes: 'd',
  },
} satisfies Some
const other = {
  a: 1,
}
  if (a)
    report.drop('a', 'b')
`

  expect(exposeEntries(source)).toBe(`const ROWS: [pattern: RegExp, Can][] = [
  ...(true ? [[/^a/, A]] : []),
  ...(true ? [[
    /^b/,
    { ...B, c: [1] },
  ]] : []),
]
export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  ...(true ? { a: A } : {}),
  ...(true ? { 'b-c': { to: 'b' } } : {}),
  ...(true ? { d: {
    becomes: 'd',
  } } : {}),
} satisfies Some
const other = {
  a: 1,
}
  if (a)
    true && report.drop('a', 'b')
`)
})

test('each test and each square belongs to some family', () => {
  const known = new Set(FAMILIES.flatMap((family) => [...testsOf(family), ...squaresOf(family)]))
  const all = [TESTS, SQUARES].flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`))

  expect(all.filter((path) => !known.has(path))).toEqual([])
})

describe.each(FAMILIES)('of the family %s', (family) => {
  test('there are tests and squares', () => {
    expect(testsOf(family)).not.toEqual([])
    expect(squaresOf(family)).not.toEqual([])
  })

  test('what is written stays TypeScript', () => {
    for (const source of sourcesOf(family)) expect(() => stripTypeScriptTypes(exposeEntries(source))).not.toThrow()
  })

  test('each fate of its own can be taken out', async () => {
    const folder = join(ROOT, 'translator/families', family)
    const path = join(folder, 'fates.ts')
    if (!readdirSync(folder).includes('fates.ts')) return
    const { fates, extras } = (await import(path)) as Record<'fates' | 'extras', Record<string, unknown>>
    const shared = new Set<unknown>(
      [NEVER_SENT, PROMPT_FATES, NEVER_EMBEDDED, INFERENCE_FATES].flatMap((table) => Object.values(table)),
    )
    const own = [...Object.values(fates), ...Object.values(extras)].filter((fate) => !shared.has(fate))

    expect(exposeEntries(readFileSync(path, 'utf8')).match(/\(true \? \{/g) ?? []).toHaveLength(own.length)
  })
})
