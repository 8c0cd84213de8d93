import { expect, test } from 'vitest'
import { checkNodeVersion } from '../../../emulator/doctor/node-version.ts'

test.each([
  ['24.0.0', 'ok'],
  ['26.10.0', 'ok'],
  ['23.11.0', 'wrong'],
  ['8.17.0', 'wrong'],
])('Node %s is %s', async (version, status) => {
  expect(await checkNodeVersion(version)).toMatchObject({ status, finding: expect.stringContaining(`Node ${version}`) })
})
