import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError } from '../../emulator/option-readers.ts'
import { prepareReadyFile, writeReadyFile } from '../../emulator/ready-file.ts'
import { temporaryFolder } from '../support/store.ts'

test('a ready file that can be written when Outcrop starts, and not when it is ready, is told like a wrong option', () => {
  const folder = temporaryFolder()
  const path = join(folder.path, 'ready.json')
  prepareReadyFile(path)
  folder[Symbol.dispose]()
  const write = (): void => writeReadyFile(path, '{}')
  expect(write).toThrow(ConfigError)
  expect(write).toThrow(`the ready file ${path} cannot be written: ENOENT`)
  expect(existsSync(`${path}.part`)).toBe(false)
})
