import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openDataFolder } from '../../../emulator/data-folder.ts'
import { checkDataFolder, type FileSystemOf } from '../../../emulator/doctor/data-folder.ts'
import { temporaryFolder } from '../../support/store.ts'

const EXT4 = 0xef53
const GIGABYTE = 1_000_000_000
const fileSystem =
  (type = EXT4, room = 500 * GIGABYTE): FileSystemOf =>
  async () => ({ type, bsize: 1000, bavail: room / 1000 })

describe('without --data', () => {
  test('the temporary folder is said, and that it goes away', async () => {
    expect(await checkDataFolder(undefined, fileSystem())).toEqual({
      status: 'ok',
      finding: `a temporary folder in ${tmpdir()}, removed at the end (--data keeps it); 500,000 MB are free`,
    })
  })

  test('it may be in memory', async () => {
    expect((await checkDataFolder(undefined, fileSystem(0x01021994))).status).toBe('ok')
  })
})

describe('with --data', () => {
  test('a folder that is there is all right, and left as it was', async () => {
    using folder = temporaryFolder()
    expect(await checkDataFolder(folder.path)).toMatchObject({ finding: expect.stringContaining(folder.path) })
    expect(readdirSync(folder.path)).toEqual([])
    expect(await checkDataFolder(folder.path, fileSystem())).toEqual({
      status: 'ok',
      finding: `${folder.path}, which is kept; 500,000 MB are free`,
    })
  })

  test('a folder that is not there yet is not made', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'a', 'b')
    expect(await checkDataFolder(path, fileSystem())).toMatchObject({
      status: 'ok',
      finding: expect.stringContaining(`to be made: ${path}`),
    })
    expect(existsSync(join(folder.path, 'a'))).toBe(false)
  })

  test('a folder that was in use is all right again, and one in use is a warning', async () => {
    using folder = temporaryFolder()
    const open = openDataFolder(folder.path)
    const inUse = await checkDataFolder(folder.path, fileSystem())
    open.close()
    expect(inUse).toEqual({
      status: 'warning',
      finding: `${folder.path} is in use by a running Outcrop`,
      remedy: 'stop that one, or choose another folder with --data',
    })
    expect(await checkDataFolder(folder.path, fileSystem())).toMatchObject({ status: 'ok' })
    expect(() => openDataFolder(folder.path).close()).not.toThrow()
  })

  test('the folder of a newer Outcrop is wrong, and left as it was', async () => {
    using folder = temporaryFolder()
    openDataFolder(folder.path).close()
    const database = new Database(join(folder.path, 'outcrop.sqlite'))
    database.pragma('user_version = 999')
    database.close()
    expect(await checkDataFolder(folder.path, fileSystem())).toMatchObject({
      status: 'wrong',
      finding: expect.stringContaining('it has schema version 999'),
      remedy: 'use a newer Outcrop',
    })
  })

  test('what is no database of ours is wrong', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'outcrop.sqlite'), 'this is no database, though it has its name'.repeat(30))
    expect(await checkDataFolder(folder.path, fileSystem())).toMatchObject({
      status: 'wrong',
      finding: expect.stringMatching(/cannot be used: file is not a database$/),
    })
  })

  test('a file, and what lies below one, is wrong', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const wrong = {
      status: 'wrong',
      finding: `${file} is no folder`,
      remedy: 'choose another folder with --data',
    }
    expect(await checkDataFolder(file, fileSystem())).toEqual(wrong)
    expect(await checkDataFolder(join(file, 'below'), fileSystem())).toEqual(wrong)
  })

  test.runIf(process.platform === 'linux')('a place where nobody may write is wrong', async () => {
    // Not even root may write there.
    expect(await checkDataFolder('/sys/kernel/outcrop', fileSystem())).toMatchObject({
      status: 'wrong',
      finding: expect.stringMatching(/^\/sys\/kernel cannot be written to: E[A-Z]+$/),
    })
  })

  test.runIf(process.platform === 'linux').each([
    [0x01021994, 'is kept in memory (tmpfs)'],
    [0x794c7630, 'is in a layer of a container (overlay)'],
    [0x6969, 'is on a network (NFS)'],
    [0xff534d42 - 2 ** 32, 'is on a network (CIFS)'],
  ])('file system %i forgets, or cannot lock: a warning', async (type, words) => {
    using folder = temporaryFolder()
    expect(await checkDataFolder(folder.path, fileSystem(type))).toMatchObject({
      status: 'warning',
      finding: expect.stringContaining(words),
    })
  })
})

test.each([
  [2 * GIGABYTE, 'ok', '2,000 MB are free'],
  [GIGABYTE / 2, 'warning', 'only 500 MB are free at'],
  [GIGABYTE / 100, 'wrong', 'only 10 MB are free at'],
])('room of %i bytes is %s', async (room, status, words) => {
  using folder = temporaryFolder()
  expect(await checkDataFolder(folder.path, fileSystem(EXT4, room))).toMatchObject({
    status,
    finding: expect.stringContaining(words),
  })
})
