import { ListModelInvocationJobs$, type ListModelInvocationJobsRequest } from '@aws-sdk/client-bedrock'
import type { ListPosition } from '../jobs/job-list.ts'
import { LIST_MODEL_INVOCATION_JOBS } from './constraints.ts'
import { operation } from './operation.ts'
import { parsePageToken, toPageToken } from './page-token.ts'
import { toWireJob } from './shapes.ts'

/** UNVERIFIED; at least 30 rows came without maxResults (January 2025). */
const DEFAULT_PAGE_SIZE = 100

export const listModelInvocationJobs = operation<ListModelInvocationJobsRequest, object>(
  ListModelInvocationJobs$,
  LIST_MODEL_INVOCATION_JOBS,
  (input, { jobs, caller, unverified }) => {
    const { jobs: page, next } = jobs.list({
      ...caller,
      status: input.statusEquals,
      nameContains: input.nameContains,
      after: input.submitTimeAfter?.getTime(),
      before: input.submitTimeBefore?.getTime(),
      boundsIncluded: unverified.timeBounds === 'inclusive',
      // AWS: newest first unless asked otherwise (January 2025).
      order: input.sortOrder === 'Ascending' ? 'ascending' : 'descending',
      start: input.nextToken === undefined ? undefined : parseToken(input.nextToken),
      limit: input.maxResults ?? DEFAULT_PAGE_SIZE,
    })
    const summaries = page
      .map(toWireJob)
      .map((summary) => (unverified.messageInList === 'hidden' ? { ...summary, message: undefined } : summary))
    return { invocationJobSummaries: summaries, nextToken: next && toToken(next) }
  },
)

const toToken = ({ submittedAt, sequence }: ListPosition): string => toPageToken(`${submittedAt}.${sequence}`)

function parseToken(token: string): ListPosition {
  const [submittedAt, sequence] = parsePageToken(token, /^([0-9]{1,15})\.([0-9]{1,15})$/).map(Number)
  return { submittedAt: submittedAt!, sequence: sequence! }
}
