import { integerFrom, oneOf, refuse, textOf, type Reader } from '../option-readers.ts'
import { describe, splitUrl, type RequestEntry } from './describe.ts'
import type { Journal } from './journal.ts'
import { APIS, type Api, type Observation } from './observation.ts'

/** Which requests of the journal are asked for; all that is given must hold. */
export interface RequestFilter {
  api?: Api | undefined
  /** `CreateModelInvocationJob` */
  operation?: string | undefined
  /** `404`, or `4xx` for all of them. */
  status?: number | string | undefined
  /** Those that came then or later: `2026-01-02T03:04:05Z`, of the real time. */
  since?: string | Date | undefined
  /** What the path begins with. */
  path?: string | undefined
  /** What the path or the body has somewhere in it, as it came. */
  contains?: string | undefined
  /** At most so many, the newest of them. */
  limit?: number | undefined
}

export const MOST_REQUESTS = 1000

/** What was found: as many as the limit lets through, and how many there were. */
export interface FoundRequests {
  requests: RequestEntry[]
  /** How many fit, before the limit. */
  found: number
  /** How many came since the journal was emptied and are not in it any more, whether or not they would fit. */
  forgotten: number
}

type Test = (observation: Observation) => boolean
type Tests = { [Name in Exclude<keyof RequestFilter, 'limit'>]-?: Reader<Test> }

const readText = textOf(/./s, 'a text')

const tests: Tests = {
  api: (value, name) => {
    const wanted = oneOf(APIS)(value, name)
    return ({ api }) => api === wanted
  },
  operation: (value, name) => {
    const wanted = readText(value, name)
    return ({ operation }) => operation === wanted
  },
  status: (value, name) => {
    const wanted = textOf(/^[1-5](?:[0-9]{2}|xx)$/, 'a status such as 404, or 4xx')(String(value), name)
    return ({ status }) => String(status) === wanted || `${Math.floor((status ?? 0) / 100)}xx` === wanted
  },
  since: (value, name) => {
    const wanted = readTime(value, name)
    return ({ receivedAt }) => receivedAt >= wanted
  },
  path: (value, name) => {
    const wanted = readText(value, name)
    return ({ url }) => splitUrl(url).path.startsWith(wanted)
  },
  contains: (value, name) => {
    const wanted = readText(value, name)
    return ({ url, body }) => splitUrl(url).path.includes(wanted) || body.includes(wanted)
  },
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

function readTime(value: unknown, name: string): number {
  const time =
    value instanceof Date ? value.getTime() : TIME.test(String(value)) ? Date.parse(String(value)) : Number.NaN
  return Number.isNaN(time) ? refuse(name, value, 'must be a time such as 2026-01-02T03:04:05Z') : time
}

/** The requests of a journal that a filter lets through, oldest first. Throws a ConfigError. */
export function findRequests(journal: Journal, { limit, ...filter }: RequestFilter = {}): FoundRequests {
  const most = limit === undefined ? MOST_REQUESTS : integerFrom(1, MOST_REQUESTS)(limit, 'limit')
  const wanted = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [testOf(name, value)]))
  const found = journal.observations.filter((observation) => wanted.every((fits) => fits(observation)))
  return { requests: found.slice(-most).map(describe), found: found.length, forgotten: journal.forgotten }
}

function testOf(name: string, value: unknown): Test {
  const reader = Object.hasOwn(tests, name) ? tests[name as keyof Tests] : undefined
  return reader ? reader(value, name) : refuse(name, value, `its members are ${Object.keys(tests).join(', ')}, limit`)
}
