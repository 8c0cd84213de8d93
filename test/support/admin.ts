import type { Outcrop, RequestEntry } from '../../index.ts'
import { raw } from './bedrock.ts'

/** What the admin API answers, as JSON, with its status. */
export async function admin(
  outcrop: Outcrop,
  path: string,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<{ status: number } & Record<string, unknown>> {
  const answer = await raw(
    outcrop,
    method,
    `/_outcrop${path}`,
    body === undefined ? {} : { body: JSON.stringify(body) },
  )
  return { status: answer.status, ...(JSON.parse(answer.body) as Record<string, unknown>) }
}

export interface Journal {
  requests: RequestEntry[]
  found: number
  forgotten: number
}

/** What is in the journal of requests, with a filter as its query. */
export const journalOf = async (outcrop: Outcrop, filter = ''): Promise<Journal> =>
  (await admin(outcrop, `/requests${filter}`)) as unknown as Journal
