import { expect, test } from 'vitest'
import { Journal } from '../../../emulator/journal/journal.ts'
import { sizeOf, type Observation } from '../../../emulator/journal/observation.ts'
import { BOUNDS } from '../../../emulator/limits.ts'

const observation = (url: string, body = ''): Observation => ({
  receivedAt: 0,
  durationMs: 1,
  requestId: 'id',
  api: 'bedrock',
  operation: undefined,
  method: 'GET',
  url,
  head: 'Host\n127.0.0.1',
  body,
  status: 200,
  isComplete: true,
  errorCode: undefined,
  errorMessage: undefined,
  bytesIn: 0,
  bytesOut: 0,
  accessKeyId: undefined,
  account: '000000000000',
  region: 'us-east-1',
})

test('it forgets the oldest when there are too many, and says how many', () => {
  const journal = new Journal()
  for (let index = 0; index < BOUNDS.journalRequests + 5; index += 1) journal.add(observation(`/${index}`))
  expect(journal.observations).toHaveLength(BOUNDS.journalRequests)
  expect(journal.observations[0]!.url).toBe('/5')
  expect(journal.forgotten).toBe(5)
  journal.clear()
  expect(journal).toMatchObject({ observations: [], forgotten: 0 })
})

test('it forgets the oldest when they are too large', () => {
  const journal = new Journal()
  const large = observation('/large', 'x'.repeat(100_000))
  for (let index = 0; index < 200; index += 1) journal.add(large)
  const kept = Math.floor(BOUNDS.journalBytes / sizeOf(large))
  expect(journal.observations).toHaveLength(kept)
  expect(journal.forgotten).toBe(200 - kept)
  journal.clear()
  for (let index = 0; index < kept; index += 1) journal.add(large)
  expect(journal.forgotten).toBe(0)
})
