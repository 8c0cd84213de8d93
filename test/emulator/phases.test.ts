import { describe, expect, test } from 'vitest'
import { DEFAULT_PHASES, processingTime, recordsDue } from '../../emulator/phases.ts'

const phases = { ...DEFAULT_PHASES.manual, inProgress: 1000, perRecord: 10 }
const job = (total: number) => ({ startedAt: 0, counts: { total, processed: 0, success: 0, error: 0 } })

test('processing takes the time of all records, or the shortest time of the phase', () => {
  expect(processingTime(phases, 50)).toBe(1000)
  expect(processingTime(phases, 1000)).toBe(10_000)
})

describe('records', () => {
  test.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [4999, 499],
    [5000, 500],
    [10_000, 1000],
    [99_999, 1000],
    [-5, 0],
  ])('after %d ms of 10 ms a record, %d are due', (elapsed, due) => {
    expect(recordsDue(job(1000), phases, elapsed)).toBe(due)
  })

  test('of a small job are spread over the shortest time of the phase', () => {
    expect(recordsDue(job(4), phases, 499)).toBe(1)
    expect(recordsDue(job(4), phases, 500)).toBe(2)
    expect(recordsDue(job(4), phases, 1000)).toBe(4)
  })

  test('of a job that has not begun are not due', () => {
    expect(recordsDue({ ...job(4), startedAt: undefined }, phases, 1e9)).toBe(0)
  })

  test('without any time of their own are due at once', () => {
    expect(recordsDue(job(4), { ...phases, inProgress: 0, perRecord: 0 }, 0)).toBe(4)
  })
})
