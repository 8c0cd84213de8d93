import {
  ListModelInvocationJobsCommand,
  paginateListModelInvocationJobs,
  type ListModelInvocationJobsRequest,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, clientOf, createJob, raw } from '../../support/bedrock.ts'

/** Jobs night-0 … night-4, one a minute from `start` on; night-1 has failed. */
async function fiveJobs(options: Parameters<typeof bedrockClient>[0] = {}) {
  const { client, outcrop } = await bedrockClient({ phases: { submitted: '1d' }, ...options })
  const start = outcrop.clock.now()
  for (let index = 0; index < 5; index += 1) {
    await createJob(client, { jobName: `night-${index}` })
    await outcrop.clock.advance('1m')
  }
  const names = async (query: ListModelInvocationJobsRequest = {}) => {
    const { invocationJobSummaries } = await client.send(new ListModelInvocationJobsCommand(query))
    return invocationJobSummaries!.map(({ jobName }) => jobName!.slice(-1)).join('')
  }
  const minute = (count: number): Date => new Date(start + count * 60_000)
  return { client, outcrop, names, minute }
}

describe('a list', () => {
  test('has the newest job first unless it is asked the other way round', async () => {
    const { names } = await fiveJobs()
    expect(await names()).toBe('43210')
    expect(await names({ sortBy: 'CreationTime' })).toBe('43210')
    expect(await names({ sortOrder: 'Ascending' })).toBe('01234')
    expect(await names({ sortOrder: 'Descending' })).toBe('43210')
  })

  test('is filtered by each of its parameters, and by all of them together', async () => {
    const { names, minute, client, outcrop } = await fiveJobs()
    await createJob(client, { jobName: 'Day-9' })
    expect(await names({ nameContains: 'night' })).toBe('43210')
    expect(await names({ nameContains: 'ay-' })).toBe('9')
    expect(await names({ submitTimeAfter: minute(1) })).toBe('9432')
    expect(await names({ submitTimeBefore: minute(3) })).toBe('210')
    expect(await names({ submitTimeAfter: minute(0), submitTimeBefore: minute(3), nameContains: 't-2' })).toBe('2')
    expect(await names({ statusEquals: 'Failed' })).toBe('')
    await outcrop.clock.advance('1d')
    expect(await names({ statusEquals: 'Validating' })).toBe('943')
    await outcrop.clock.advance('1d')
    expect(await names({ statusEquals: 'Failed', sortOrder: 'Ascending', nameContains: 'night' })).toBe('01234')
  })

  test('holds jobs of exactly a bound where the setting says so', async () => {
    const { names, minute } = await fiveJobs({ unverified: { timeBounds: 'inclusive' } })
    expect(await names({ submitTimeAfter: minute(1), submitTimeBefore: minute(3) })).toBe('321')
  })

  test('takes a time with another offset', async () => {
    const { outcrop, minute } = await fiveJobs()
    const shifted = new Date(minute(1).getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00')
    const { body } = await raw(outcrop, 'GET', `/model-invocation-jobs?submitTimeAfter=${encodeURIComponent(shifted)}`)
    expect((JSON.parse(body) as { invocationJobSummaries: [] }).invocationJobSummaries).toHaveLength(3)
  })

  test('comes in pages that hold every job once', async () => {
    const { client } = await fiveJobs()
    const pages: string[] = []
    for await (const page of paginateListModelInvocationJobs({ client, pageSize: 2 }, { sortOrder: 'Ascending' }))
      pages.push(page.invocationJobSummaries!.map(({ jobName }) => jobName!.slice(-1)).join(''))
    expect(pages).toEqual(['01', '23', '4'])
  })

  test('ends without a token when the last page is full', async () => {
    const { client } = await fiveJobs()
    const { nextToken } = await client.send(new ListModelInvocationJobsCommand({ maxResults: 5 }))
    expect(nextToken).toBeUndefined()
  })

  test('has pages of one hundred unless it is asked for another size', async () => {
    const { client } = await bedrockClient({ relaxed: ['concurrentJobs'] })
    for (let index = 0; index < 101; index += 1) await createJob(client, { jobName: `job-${index}` })
    const { invocationJobSummaries, nextToken } = await client.send(new ListModelInvocationJobsCommand({}))
    expect(invocationJobSummaries).toHaveLength(100)
    expect(nextToken).toMatch(/^\S+$/)
    const whole = await client.send(new ListModelInvocationJobsCommand({ maxResults: 1000 }))
    expect(whole.invocationJobSummaries).toHaveLength(101)
  })

  test('takes the last moment of a leap day', async () => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', '/model-invocation-jobs?submitTimeAfter=2024-02-29T23:59:59.999999999Z')
    expect(answer.status).toBe(200)
  })

  test('is asked by the whole query, further question marks with it', async () => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', '/model-invocation-jobs?sortBy=CreationTime?')
    expect((JSON.parse(answer.body) as Error).message).toContain("Value 'CreationTime?' at 'sortBy'")
  })

  test('is an empty array where there is no job', async () => {
    const { client, outcrop } = await bedrockClient()
    await createJob(client)
    expect((await raw(outcrop, 'GET', '/model-invocation-jobs?nameContains=nothing')).body).toBe(
      '{"invocationJobSummaries":[]}',
    )
    const elsewhere = clientOf(outcrop, { region: 'eu-west-1' })
    expect((await elsewhere.send(new ListModelInvocationJobsCommand({}))).invocationJobSummaries).toEqual([])
  })
})

describe('a row', () => {
  test('has the members of a job', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client, { clientRequestToken: 'token' })
    await outcrop.jobs.runUntil(jobArn, 'Failed')
    const { invocationJobSummaries } = await client.send(new ListModelInvocationJobsCommand({}))
    expect(invocationJobSummaries).toEqual([
      expect.objectContaining({
        jobArn,
        jobName: 'a-job',
        roleArn: 'arn:aws:iam::123456789012:role/batch',
        status: 'Failed',
        message: expect.stringMatching(/^Could not validate/),
        submitTime: expect.any(Date),
        inputDataConfig: expect.anything(),
        outputDataConfig: expect.anything(),
        totalRecordCount: 0,
      }),
    ])
  })

  test('has no message where the setting says so', async () => {
    const { client, outcrop } = await bedrockClient({ unverified: { messageInList: 'hidden' } })
    await outcrop.jobs.runUntil(await createJob(client), 'Failed')
    const { invocationJobSummaries } = await client.send(new ListModelInvocationJobsCommand({}))
    expect(invocationJobSummaries![0]).not.toHaveProperty('message')
  })
})

describe('a query that breaks constraints is refused', () => {
  test.each([
    [
      'maxResults=0',
      "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'maxResults=1001',
      "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      'statusEquals=Done',
      "Value 'Done' at 'statusEquals' failed to satisfy constraint: Member must satisfy enum value set: [Submitted, InProgress, Completed, Failed, Stopping, Stopped, PartiallyCompleted, Expired, Validating, Scheduled]",
    ],
    [
      'sortBy=Name',
      "Value 'Name' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: [CreationTime]",
    ],
    [
      'sortOrder=Up',
      "Value 'Up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [Ascending, Descending]",
    ],
    [
      'nextToken=a%20b',
      "Value 'a b' at 'nextToken' failed to satisfy constraint: Member must satisfy regular expression pattern: \\S*",
    ],
  ])('%s', async (query, violation) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', `/model-invocation-jobs?${query}`)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toEqual({ message: `1 validation error detected: ${violation}` })
  })

  test('two at once are reported together', async () => {
    const { outcrop } = await bedrockClient()
    const { body } = await raw(outcrop, 'GET', '/model-invocation-jobs?maxResults=0&sortOrder=Up')
    expect((JSON.parse(body) as Error).message).toMatch(/^2 validation errors detected: .*maxResults.*; .*sortOrder/)
  })

  test.each([
    'maxResults=many',
    'maxResults=1.5',
    'submitTimeAfter=yesterday',
    'submitTimeAfter=2026-13-01T00:00:00Z',
    'submitTimeAfter=2026-02-31T00:00:00Z',
    'submitTimeAfter=2026-02-29T23:59:59.5-01:00',
    'submitTimeBefore=2026-01-01T24:00:00Z',
    'submitTimeBefore=2026-01-01T23:59:60Z',
    'submitTimeBefore=2026-01-01T00:00:00%2B25:00',
  ])('%s cannot be read', async (query) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', `/model-invocation-jobs?${query}`)
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } })
  })

  test.each(['abc', 'MTIzLjQ!!', 'MTIzLjQ=', 'MTIzLjR'])(
    '%s, a token that nobody gave out, is invalid',
    async (nextToken) => {
      const { client } = await bedrockClient()
      const sent = client.send(new ListModelInvocationJobsCommand({ nextToken }))
      await expect(sent).rejects.toMatchObject({
        name: 'ValidationException',
        message: 'The provided next token is invalid',
      })
    },
  )
})
