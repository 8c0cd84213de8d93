import { expect, test } from 'vitest'
import { notChecked, ok, once, warning } from '../../../emulator/doctor/finding.ts'
import { remoteChecks } from '../../../emulator/doctor/s3-checks.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { runChecks } from '../../../emulator/doctor/run-checks.ts'

const SHORT = { patience: 20, grace: 20 }

test('checks run at once, and their rows are in the order of the checks', async () => {
  const second = Promise.withResolvers<void>()
  const rows = await runChecks([
    { name: 'first', look: () => second.promise.then(() => ok('a')) },
    {
      name: 'second',
      look: async () => {
        second.resolve()
        return warning('b', 'do c')
      },
    },
  ])
  expect(rows).toEqual([
    { name: 'first', status: 'ok', finding: 'a' },
    { name: 'second', status: 'warning', finding: 'b', remedy: 'do c' },
  ])
})

test('a check that never ends is cut off, whether it heeds the signal or not', async () => {
  const rows = await runChecks(
    [
      { name: 'deaf', look: () => new Promise(() => undefined) },
      { name: 'heeds', look: (signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)) },
      { name: 'quick', look: async () => ok('a') },
    ],
    SHORT,
  )
  const late = (seconds: number) => ({
    status: 'wrong',
    finding: `could not be found out within ${seconds} s`,
    remedy: expect.any(String),
  })
  expect(rows).toEqual([
    { name: 'deaf', ...late(0.04) },
    { name: 'heeds', ...late(0.02) },
    { name: 'quick', status: 'ok', finding: 'a' },
  ])
})

test('an S3 that never answers is told of when the time is over', async () => {
  const { origin } = await answeringServer(() => undefined)
  const config = { s3: origin, region: 'us-east-1', buckets: [] }
  const own = new URL('http://127.0.0.1:4747')
  const checks = remoteChecks({ config, own, isWritten: false, now: () => Date.now() })
  const rows = await runChecks(checks, { patience: 50, grace: 60_000 })
  expect(rows).toMatchObject([
    { name: 's3', status: 'wrong', finding: `${origin} does not answer in time` },
    { name: 'credentials', finding: 'not checked: no S3 answers' },
    { name: 'buckets', status: 'skipped' },
    { name: 'clock', status: 'skipped' },
  ])
})

test('a check may clean up when its time is over, and still say what it found', async () => {
  const rows = await runChecks(
    [
      {
        name: 'cleans up',
        look: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok('cleaned up')))),
      },
    ],
    { patience: 20, grace: 5000 },
  )
  expect(rows).toMatchObject([{ status: 'ok', finding: 'cleaned up' }])
})

test('a check that fails by itself is a row, and the others are not lost', async () => {
  const rows = await runChecks([
    { name: 'broken', look: () => Promise.reject(new Error('no such luck')) },
    { name: 'fine', look: async () => notChecked('it is late') },
  ])
  expect(rows).toMatchObject([
    { status: 'wrong', finding: 'could not be found out: no such luck' },
    { status: 'skipped', finding: 'not checked: it is late' },
  ])
})

test('what several checks build on is looked at once', async () => {
  let count = 0
  const look = once(async () => (count += 1))
  const { signal } = new AbortController()
  expect(await Promise.all([look(signal), look(signal)])).toEqual([1, 1])
})
