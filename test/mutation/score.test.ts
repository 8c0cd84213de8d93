import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAMILIES, ROOT } from './families.ts'
import { isBelow, scoreOf, toLine, writtenScores } from './score.ts'
import type { Mutant } from './stryker.ts'

const mutant = (changes: Partial<Mutant>): Mutant => ({
  path: 'a.ts',
  line: 3,
  mutator: 'StringLiteral',
  before: "'a'",
  after: '""',
  fate: 'survived',
  ...changes,
})

test('each score in test/README.md is that of a family, and each family is named there', () => {
  const document = readFileSync(join(ROOT, 'test/README.md'), 'utf8')

  expect(Array.from(writtenScores(document).keys()).filter((family) => !FAMILIES.includes(family))).toEqual([])
  expect(FAMILIES.filter((family) => !document.includes(`| ${family} `))).toEqual([])
})

test('a score is never rounded up, and what is slow is seen', () => {
  const mutants = [mutant({}), mutant({ fate: 'slow' }), mutant({ fate: 'killed' })]

  expect(scoreOf(mutants)).toEqual({ survived: 1, percent: '66.6' })
  expect(scoreOf([])).toEqual({ survived: 0, percent: '100.0' })
})

test('a score below the written one is found, and one that is not written', () => {
  expect(isBelow('99.9', '100.0')).toBe(true)
  expect(isBelow('100.0', '99.9')).toBe(false)
  expect(isBelow('100.0', undefined)).toBe(true)
})

test('a survivor is told in one line', () => {
  expect(toLine(mutant({ before: 'x\n'.repeat(50) }))).toBe(`survived a.ts:3 StringLiteral: ${'x '.repeat(35)}… → ""`)
  expect(toLine(mutant({ mutator: 'BooleanLiteral', before: 'true', after: 'false' }))).toBe(
    'survived a.ts:3 taken out, or true → false',
  )
})
