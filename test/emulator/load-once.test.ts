import { expect, test } from 'vitest'
import { loadOnce } from '../../emulator/load-once.ts'

test('all who ask get what is loaded once', async () => {
  let count = 0
  const load = loadOnce(async () => (count += 1))

  expect(await Promise.all([load(), load()])).toEqual([1, 1])
  expect(await load()).toBe(1)
})

test('what could not be loaded is tried again by whoever asks next', async () => {
  let count = 0
  const load = loadOnce(async () => {
    count += 1
    if (count === 1) throw new Error('the file is gone')
    return count
  })

  const first = [load(), load()]
  await expect(Promise.allSettled(first)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  expect(await load()).toBe(2)
})
