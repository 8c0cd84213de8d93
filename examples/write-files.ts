import { writeFileSync } from 'node:fs'
import { EXAMPLE_FILES, toJsonLines } from './records.ts'

for (const [name, records] of Object.entries(EXAMPLE_FILES))
  writeFileSync(new URL(name, import.meta.url), toJsonLines(records))
