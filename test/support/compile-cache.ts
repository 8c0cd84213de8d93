import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Programs that tests start share their compiled code, as those of users do, though each has a temporary folder of its own. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'test-compiled-'))
  process.env['NODE_COMPILE_CACHE'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
