import { expect, test, vi } from 'vitest'
import { startOutcrop } from '../../index.ts'

vi.mock('../../emulator/admin-api/index.ts', () => {
  throw new Error('the file is gone')
})

test('a part that cannot be loaded answers 500, and the others go on', async () => {
  await using outcrop = await startOutcrop({ buckets: ['data'] })

  const answers = [await fetch(`${outcrop.url}/_outcrop/health`), await fetch(`${outcrop.url}/_outcrop/health`)]

  for (const answer of answers) {
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ message: 'Outcrop could not load what answers this; see its log' })
  }
  expect((await fetch(`${outcrop.url}/data?list-type=2`)).status).toBe(200)
})
