import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { ConfigError, refuse } from './option-readers.ts'

/** Takes away what an earlier start left, and finds out whether the file can be written. Throws a ConfigError. */
export function prepareReadyFile(path: string): void {
  if (path === '') refuse('the ready file', path, 'must be the path of a file')
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is there, and is no file')
    rmSync(path, { force: true })
    writeFileSync(`${path}.part`, '')
    rmSync(`${path}.part`)
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

const cannotWrite = (path: string, error: unknown): ConfigError =>
  new ConfigError(`the ready file ${path} cannot be written: ${(error as Error).message}`, { cause: error })

/** Whoever waits for the file never sees half of it. Throws a ConfigError. */
export function writeReadyFile(path: string, text: string): void {
  try {
    writeFileSync(`${path}.part`, text)
    renameSync(`${path}.part`, path)
  } catch (error) {
    rmSync(`${path}.part`, { force: true })
    throw cannotWrite(path, error)
  }
}

export const removeReadyFile = (path: string): void => rmSync(path, { force: true })
