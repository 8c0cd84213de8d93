import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { translationPage } from '../../docs/write-translation.ts'

test('docs/translation.md says what the tables say; node docs/write-translation.ts and npm run format write it', async () => {
  const path = fileURLToPath(new URL('../../docs/translation.md', import.meta.url))
  const page = await format(await translationPage(), { ...(await resolveConfig(path)), parser: 'markdown' })

  expect(readFileSync(path, 'utf8')).toBe(page)
})
