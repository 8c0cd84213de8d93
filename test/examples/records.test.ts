import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXAMPLE_FILES, toJsonLines } from '../../examples/records.ts'

test.each(Object.entries(EXAMPLE_FILES))(
  '%s is what its source says, and has at least 120 records',
  (name, records) => {
    expect(readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')).toBe(toJsonLines(records))
    expect(records.length).toBeGreaterThanOrEqual(120)
  },
)
