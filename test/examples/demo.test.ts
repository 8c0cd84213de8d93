import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { runDemo } from '../../examples/demo.ts'

test('the demo shows every status of five jobs, their output, manifests and counts, and what to type next', async () => {
  let printed = ''
  await runDemo((text) => (printed += stripVTControlCharacters(text)))
  for (const file of ['claude-messages', 'nova', 'titan-embeddings', 'llama-converse', 'claude-refusals'])
    for (const status of ['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Completed'])
      expect(printed).toMatch(new RegExp(`\\d s  ${file}\\.jsonl +${status}\n`))
  expect(printed.match(/manifest\.json\.out {2}\{"totalRecordCount":1/g)).toHaveLength(5)
  expect(printed).toContain('"errorMessage":"anthropic_version: Field required"')
  expect(printed).toMatch(/claude-refusals +Completed +120 +116 +4\n/)
  expect(printed).toMatch(/claude-messages +Completed +128 +128 +0\n/)
  expect(printed).toContain('npx outcrop start')
})
