import { spawnSync } from 'node:child_process'

/** Python reads what we write (and what we read): a witness that shares no code with ours. */
export const hasPython = spawnSync('python3', ['-c', 'import json']).status === 0

export const WITHOUT_PYTHON = 'python3 is not there'

/** What a script prints, which must be JSON. */
export function runPython(script: string, input: string | Buffer): unknown {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', script], { input, maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr.toString()}`)
  return JSON.parse(stdout.toString())
}
