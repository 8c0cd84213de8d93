import { ObjectStoreError } from './object-store.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])
const BROKEN = /^SQLITE_(?:BUSY|CANTOPEN|CORRUPT|IOERR|NOTADB|READONLY)/

/** What a failure of the disk means to those who use the store; other errors pass as they are. */
export function errorOfDisk(error: unknown): unknown {
  const { code, syscall, message } = error as Partial<NodeJS.ErrnoException>
  if (error instanceof ObjectStoreError || typeof code !== 'string') return error
  if (FULL.has(code)) return new ObjectStoreError('full', 'there is no room on the disk', { cause: error })
  // Node's own message has a path of this machine, which is for the log only.
  const reason = syscall !== undefined ? `${code} in ${syscall}` : BROKEN.test(code) ? message : undefined
  return reason === undefined
    ? error
    : new ObjectStoreError('unavailable', `the disk fails: ${reason}`, { cause: error })
}
