import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Not Node's own name for it: the processes of the tests would write there when it has gone. */
export const COMPILED = 'OUTCROP_TEST_COMPILED'

/** Programs that tests start share their compiled code, as those of users do, though each has a temporary folder of its own. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'test-compiled-'))
  process.env[COMPILED] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
