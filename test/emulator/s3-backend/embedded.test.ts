import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../../emulator/database.ts'
import { createLog } from '../../../emulator/log.ts'
import { openEmbedded } from '../../../emulator/s3-backend/embedded.ts'
import { bodyFilesOf, temporaryFolder } from '../../support/store.ts'

/** The backend over a folder, and what it says in its log. */
async function open(folder: string) {
  const said: string[] = []
  const database = openDatabase(join(folder, 'test.sqlite'), { durable: false })
  const backend = await openEmbedded({
    database,
    objectsPath: join(folder, 'objects'),
    durable: false,
    now: () => 0,
    defaults: { region: 'us-east-1', account: '000000000000' },
    log: createLog('info', (line) => void said.push(line)),
  })
  const end = async (): Promise<void> => {
    await backend.close()
    database.close()
  }
  return { backend, said, kill: () => void database.close(), end }
}

function leaveFiles(folder: string, count = 3): void {
  mkdirSync(join(folder, 'objects', 'a', 'b'), { recursive: true })
  for (let index = 0; index < count; index += 1)
    writeFileSync(join(folder, 'objects', 'a', 'b', `ab${String(index).padStart(30, '0')}`), 'x'.repeat(1000))
}

/** A start that has time to tidy up, and a clean end. */
async function startAndEnd(folder: string): Promise<string[]> {
  const { backend, said, end } = await open(folder)
  await backend.tidy!()
  await end()
  return said
}

const REMOVED_3 = [expect.stringMatching(/ removed 3 files that no object has \(3000 bytes\): .* killed /)]

describe('what a killed process left unfinished', () => {
  test('is removed by a start, which says how much that was, and is silent where there is nothing', async () => {
    using folder = temporaryFolder()
    leaveFiles(folder.path)
    expect(await startAndEnd(folder.path)).toEqual(REMOVED_3)
    expect(bodyFilesOf(folder.path)).toEqual([])
    expect(await startAndEnd(folder.path)).toEqual([])
  })

  test('is removed after a kill that came after a clean end', async () => {
    using folder = temporaryFolder()
    await startAndEnd(folder.path)
    const killed = await open(folder.path)
    leaveFiles(folder.path)
    killed.kill()
    expect(await startAndEnd(folder.path)).toEqual(REMOVED_3)
  })

  test('keeps nobody from the port, and after a clean end nothing is looked for', async () => {
    using folder = temporaryFolder()
    leaveFiles(folder.path)
    const { backend, end } = await open(folder.path)
    expect(bodyFilesOf(folder.path)).toHaveLength(3)
    await backend.tidy!()
    await end()
    leaveFiles(folder.path)
    expect(await startAndEnd(folder.path)).toEqual([])
    expect(bodyFilesOf(folder.path)).toHaveLength(3)
  })

  test('is left to the next start by an end that comes first', async () => {
    using folder = temporaryFolder()
    leaveFiles(folder.path, 300)
    const ended = await open(folder.path)
    const tidying = ended.backend.tidy!()
    await ended.end()
    await tidying
    expect(bodyFilesOf(folder.path)).toHaveLength(300)
    await startAndEnd(folder.path)
    expect(bodyFilesOf(folder.path)).toEqual([])
  })

  test('is looked for after an end in the middle of a body', async () => {
    using folder = temporaryFolder()
    const { backend, end } = await open(folder.path)
    await backend.makeBuckets(['bucket'])
    await backend.tidy!()
    const writer = backend.objects.write('bucket', 'key', { contentType: 'text/plain' })
    await writer.write(Buffer.from('half'))
    await end()
    expect(await startAndEnd(folder.path)).toEqual([expect.stringContaining('removed 1 files')])
    expect(bodyFilesOf(folder.path)).toEqual([])
    // A process that had ended would have closed the file.
    await writer.abort()
  })
})
