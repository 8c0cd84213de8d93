import { expect, test } from 'vitest'
import { checkLocalNames } from '../../../emulator/doctor/local-names.ts'

test('it is said whether names below localhost resolve, and neither is wrong', async () => {
  const resolved = await checkLocalNames(async () => ({ address: '127.0.0.1' }))
  const unresolved = await checkLocalNames(() => Promise.reject(new Error('ENOTFOUND')))
  expect(resolved).toEqual({ status: 'ok', finding: expect.stringContaining('bucket.localhost resolves') })
  expect(unresolved).toEqual({ status: 'ok', finding: expect.stringContaining('use 127.0.0.1') })
})
