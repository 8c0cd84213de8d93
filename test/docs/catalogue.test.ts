import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { cataloguePage } from '../../docs/write-catalogue.ts'
import { toConfig } from '../../emulator/config.ts'

const path = fileURLToPath(new URL('../../docs/catalogue.md', import.meta.url))
const page = readFileSync(path, 'utf8')

test('docs/catalogue.md says what the catalogue says; node docs/write-catalogue.ts and npm run format write it', async () => {
  expect(page).toBe(await format(cataloguePage(), { ...(await resolveConfig(path)), parser: 'markdown' }))
})

test('its example is a configuration that can be used', () => {
  const [, example] = /```json\n([^]*?)```/.exec(page)!
  const { models } = toConfig(JSON.parse(example!) as object)
  expect(models.customModels).toMatchObject([{ modelName: 'support-tone', baseModelId: 'amazon.nova-lite-v1:0' }])
})
