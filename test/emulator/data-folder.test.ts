import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ConfigError } from '../../emulator/config.ts'
import { openDataFolder } from '../../emulator/data-folder.ts'
import { openDatabase } from '../../emulator/database.ts'
import { temporaryFolder } from '../support/store.ts'

describe('a data folder', () => {
  test('is made where it is not there, and kept', () => {
    using parent = temporaryFolder()
    const path = join(parent.path, 'a', 'b')
    openDataFolder(path).close()
    expect(readdirSync(path).toSorted()).toEqual(expect.arrayContaining(['objects', 'outcrop.sqlite']))
  })

  test('of a newer Outcrop is refused and left as it is', () => {
    using folder = temporaryFolder()
    openDataFolder(folder.path).close()
    const database = new Database(join(folder.path, 'outcrop.sqlite'))
    database.pragma('user_version = 999')
    database.close()
    expect(() => openDataFolder(folder.path)).toThrow(
      /cannot be used: it has schema version 999, and this Outcrop knows versions up to 2; use a newer Outcrop$/,
    )
  })

  test('that is a file, or holds no database of ours, is refused in one line', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    expect(() => openDataFolder(file)).toThrow(ConfigError)
    mkdirSync(join(folder.path, 'other'))
    writeFileSync(
      join(folder.path, 'other', 'outcrop.sqlite'),
      'this is no database, but it is long enough to be taken for one'.repeat(20),
    )
    expect(() => openDataFolder(join(folder.path, 'other'))).toThrow(
      /^the data folder .*other cannot be used: file is not a database$/,
    )
  })

  test('where nobody may write is refused', () => {
    expect(() => openDataFolder('/dev/null/outcrop')).toThrow(
      /^the data folder \/dev\/null\/outcrop cannot be used: E[A-Z]+/,
    )
  })
})

describe('temporary folders', () => {
  // A place of their own: others at work on this machine sweep the common one.
  beforeEach(() => {
    const place = temporaryFolder()
    vi.stubEnv('TMPDIR', place.path)
    onTestFinished(() => {
      vi.unstubAllEnvs()
      place[Symbol.dispose]()
    })
  })

  /** The folder of a process that was killed. */
  const leftBehind = (): string => {
    const { path, database } = openDataFolder(undefined)
    database.close()
    return path
  }
  const age = (path: string): void => {
    const old = new Date(Date.now() - 3_600_000)
    for (const each of [join(path, 'outcrop.sqlite'), path]) utimesSync(each, old, old)
  }

  test('of dead processes are swept, those in use and young ones are not', () => {
    const [dead, used, young] = [leftBehind(), leftBehind(), leftBehind()]
    age(dead)
    const inUse = openDatabase(join(used, 'outcrop.sqlite'), { durable: false })
    age(used)
    const folder = openDataFolder(undefined)
    const left = readdirSync(tmpdir())
    folder.close()
    inUse.close()
    expect(folder.sweptPaths).toContain(dead)
    expect(left).not.toContain(basename(dead))
    expect(left).toEqual(expect.arrayContaining([basename(used), basename(young)]))
    for (const path of [used, young]) {
      age(path)
      openDataFolder(undefined).close()
      expect(readdirSync(tmpdir())).not.toContain(basename(path))
    }
  })

  test('are swept, but no folder that somebody keeps, whatever its name and wherever it came from', () => {
    const kept = join(tmpdir(), `outcrop-kept-${process.pid}`)
    const rescued = leftBehind()
    for (const path of [kept, rescued]) {
      openDataFolder(path).close()
      age(path)
    }
    openDataFolder(undefined).close()
    expect(readdirSync(tmpdir())).toEqual(expect.arrayContaining([basename(kept), basename(rescued)]))
  })
})
