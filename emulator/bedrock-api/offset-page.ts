import { invalidNextToken } from '../errors.ts'
import { parsePageToken, toPageToken } from './page-token.ts'

/** UNVERIFIED, as of jobs: what a page has when nobody says how long it may be. */
const DEFAULT_PAGE_SIZE = 100

interface Paging {
  maxResults?: number | undefined
  nextToken?: string | undefined
}

/** A page of a list that does not change while the server runs. Throws a BedrockError for a token that is none of ours. */
export function offsetPage<T>(
  items: readonly T[],
  { maxResults = DEFAULT_PAGE_SIZE, nextToken }: Paging,
): { page: T[]; nextToken: string | undefined } {
  const start = nextToken === undefined ? 0 : parseToken(nextToken)
  if (start > items.length) throw invalidNextToken()
  const end = start + maxResults
  return { page: items.slice(start, end), nextToken: end < items.length ? toToken(end) : undefined }
}

const toToken = (offset: number): string => toPageToken(`@${offset}`)

const parseToken = (token: string): number => Number(parsePageToken(token, /^@(0|[1-9][0-9]{0,8})$/)[0])
