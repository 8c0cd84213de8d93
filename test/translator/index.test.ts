import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packagesOf, reachedFrom } from '../support/imports.ts'

test('outcrop/translator reaches every family, and no package', () => {
  const reached = [...reachedFrom('translator/index.ts')]

  expect(reached.filter((path) => path.endsWith('.ts')).flatMap(packagesOf)).toEqual([])
  for (const { name } of readdirSync('translator/families', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ))
    expect(reached).toContainEqual(expect.stringMatching(`^translator/families/${name}/`))
})
