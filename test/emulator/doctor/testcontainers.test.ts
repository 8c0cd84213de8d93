import { expect, test } from 'vitest'
import { checkTestcontainers } from '../../../emulator/doctor/testcontainers.ts'

const missing = (): string => {
  throw new Error('ERR_MODULE_NOT_FOUND')
}

test('the package of this checkout is found', async () => {
  expect(await checkTestcontainers(true)).toEqual({
    status: 'ok',
    finding: expect.stringMatching(/^@testcontainers\/minio 1\d\.\d+\.\d+$/),
  })
})

test('where it is wanted, it must be there, and new enough', async () => {
  expect(await checkTestcontainers(true, missing)).toEqual({
    status: 'wrong',
    finding: '@testcontainers/minio is not installed',
    remedy: 'npm install --save-dev @testcontainers/minio',
  })
  expect(await checkTestcontainers(true, () => '11.9.0')).toMatchObject({
    status: 'wrong',
    finding: '@testcontainers/minio 11.9.0 is older than 12',
  })
})

test('where it is not wanted, it may be missing', async () => {
  const finding = 'not needed: only --s3 minio uses @testcontainers/minio'
  expect(await checkTestcontainers(false, missing)).toEqual({ status: 'skipped', finding })
  expect(await checkTestcontainers(false, () => '12.1.0')).toEqual({
    status: 'skipped',
    finding: `${finding}; 12.1.0 is installed`,
  })
})
