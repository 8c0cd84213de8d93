import { deepEqual, equal } from 'node:assert/strict'
import { afterAll, vi } from 'vitest'

// Runs before each file of tests. Files share processes: what one leaves behind, others would find.
const found = { ...process.env }
const folder = process.cwd()
afterAll(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.useRealTimers()
  deepEqual({ ...process.env }, found, 'the environment has changed')
  equal(process.cwd(), folder, 'the working directory has changed')
})
