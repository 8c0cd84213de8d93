import { expect, test } from 'vitest'
import { JOB_STATUSES } from '../../../translator/formats/bedrock/job-status.ts'
import { canReach, isFinished, mergeTags, NEXT_STATUSES } from '../../../emulator/jobs/job.ts'

test('five statuses are final', () => {
  expect(JOB_STATUSES.filter(isFinished).toSorted()).toEqual([
    'Completed',
    'Expired',
    'Failed',
    'PartiallyCompleted',
    'Stopped',
  ])
})

test('every status is reached from Submitted, and none leads back', () => {
  for (const status of JOB_STATUSES) {
    expect(canReach('Submitted', status)).toBe(status !== 'Submitted')
    expect(canReach(status, status)).toBe(false)
  }
})

test('every active status can be stopped but Stopping itself', () => {
  const stoppable = JOB_STATUSES.filter((status) => NEXT_STATUSES[status].includes('Stopping'))
  expect(stoppable.toSorted()).toEqual(['InProgress', 'Scheduled', 'Submitted', 'Validating'])
})

test('a tag put over another one of its key replaces it', () => {
  const tags = mergeTags(
    [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
    [{ key: 'a', value: '3' }],
  )
  expect(tags).toEqual([
    { key: 'a', value: '3' },
    { key: 'b', value: '2' },
  ])
})
