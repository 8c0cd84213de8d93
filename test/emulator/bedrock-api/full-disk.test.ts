import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { GetModelInvocationJobCommand, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock'
import { JobStore } from '../../../emulator/jobs/job-store.ts'
import { bedrockClient, createJob } from '../../support/bedrock.ts'

test('a job for which there is no room is refused in so many words, and those that are there can be read', async () => {
  const { client } = await bedrockClient()
  const jobIdentifier = await createJob(client, { jobName: 'first' })
  using add = vi.spyOn(JobStore.prototype, 'add').mockImplementation(() => {
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
  })
  await expect(createJob(client, { jobName: 'second' })).rejects.toMatchObject({
    name: 'InternalServerException',
    message: 'There is no room on the disk of Outcrop',
    $metadata: { httpStatusCode: 500 },
  })
  expect(await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))).toMatchObject({ jobName: 'first' })
  const { invocationJobSummaries } = await client.send(new ListModelInvocationJobsCommand({}))
  expect(invocationJobSummaries).toHaveLength(1)
  add.mockRestore()
  await createJob(client, { jobName: 'second' })
})
