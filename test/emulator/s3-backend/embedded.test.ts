import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../emulator/database.ts'
import { createLog } from '../../../emulator/log.ts'
import { openEmbedded } from '../../../emulator/s3-backend/embedded.ts'
import { temporaryFolder } from '../../support/store.ts'

/** What a start over a folder says in its log, and the files that are in the folder of bodies then. */
async function start(folder: string): Promise<{ said: string[]; files: string[] }> {
  const said: string[] = []
  const database = openDatabase(join(folder, 'test.sqlite'), { durable: false })
  const objectsPath = join(folder, 'objects')
  const backend = await openEmbedded({
    database,
    objectsPath,
    durable: false,
    now: () => 0,
    defaults: { region: 'us-east-1', account: '000000000000' },
    log: createLog('info', (line) => void said.push(line)),
  })
  await backend.close()
  database.close()
  const entries = readdirSync(objectsPath, { recursive: true, withFileTypes: true })
  return { said, files: entries.filter((entry) => entry.isFile()).map(({ name }) => name) }
}

test('a start removes what a killed one left unfinished, says how much that was, and is silent where there is nothing', async () => {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'objects', 'a', 'b'), { recursive: true })
  for (const digit of ['0', '1', '2'])
    writeFileSync(join(folder.path, 'objects', 'a', 'b', `ab${digit.repeat(30)}`), 'x'.repeat(1000))
  const first = await start(folder.path)
  const second = await start(folder.path)
  expect(first.said).toEqual([expect.stringMatching(/ removed 3 files that no object has \(3000 bytes\): .* killed /)])
  expect(first.files).toEqual([])
  expect(second.said).toEqual([])
})
