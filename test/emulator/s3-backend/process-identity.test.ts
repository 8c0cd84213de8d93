import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isGone, ownIdentity } from '../../../emulator/s3-backend/process-identity.ts'

const deadPid = async (): Promise<string> => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return String(child.pid)
}

test('a process that runs is not gone', () => {
  expect(isGone(ownIdentity())).toBe(false)
  expect(isGone({ ...ownIdentity(), started: '' })).toBe(false)
})

test('a process that has ended is gone', async () => {
  const pid = await deadPid()
  expect(isGone({ ...ownIdentity(), pid })).toBe(true)
  expect(isGone({ ...ownIdentity(), pid, started: '' })).toBe(true)
})

test.runIf(process.platform === 'linux')('a process whose id another one has now is gone', () => {
  expect(isGone({ ...ownIdentity(), started: 'an-earlier-boot 1234' })).toBe(true)
})

test('of a process on another machine nothing is known', async () => {
  expect(isGone({ host: 'elsewhere', pid: await deadPid(), started: '' })).toBe(false)
})

test.each(['', '0', '-1', 'x', '1 2'])('%j is no process', (pid) => {
  expect(isGone({ ...ownIdentity(), pid, started: '' })).toBe(false)
})
