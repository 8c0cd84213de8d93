import { ok, wrong, type Finding } from './finding.ts'

const NEEDED_MAJOR = 24

/** Whether this Node can run Outcrop. */
export async function checkNodeVersion(version: string): Promise<Finding> {
  return Number.parseInt(version, 10) >= NEEDED_MAJOR
    ? ok(`Node ${version}`)
    : wrong(`Node ${version} is too old`, `install Node ${NEEDED_MAJOR} or newer`)
}
