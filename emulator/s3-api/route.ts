import * as s3 from '@aws-sdk/client-s3'
import { membersOf, operationsOf, type Operation } from '../wire/schema.ts'
import type { S3Request } from './request.ts'
import type { Target } from './target.ts'

type Level = 'service' | 'bucket' | 'object'

/** What tells an operation from others of its method and level. */
interface Route {
  operation: Operation
  method: string
  level: Level
  /** Words that the query must have, with the value they must have. */
  query: [name: string, value: string | undefined][]
  /** Whether the request must name an object to copy from. */
  copies: boolean
}

const COPY_SOURCE = 'x-amz-copy-source'

function toRoute(operation: Operation): Route {
  const [path, queryText] = operation.uri.split('?') as [string, string?]
  const members = membersOf(operation.input)
  const hasBucket = members.some(({ name, traits }) => name === 'Bucket' && traits.httpLabel)
  const words = Array.from(new URLSearchParams(queryText), ([name, value]): Route['query'][number] => [
    name,
    value === '' ? undefined : value,
  ])
  const required = members.filter(({ isRequired }) => isRequired)
  return {
    operation,
    method: operation.method,
    level: !hasBucket ? 'service' : path.includes('{Key+}') ? 'object' : 'bucket',
    query: [
      ...words.filter(([name]) => name !== 'x-id'),
      ...required.flatMap(({ traits: { httpQuery } }): Route['query'] =>
        httpQuery === undefined ? [] : [[httpQuery, undefined]],
      ),
    ],
    copies: required.some(({ traits }) => traits.httpHeader === COPY_SOURCE),
  }
}

const specificity = ({ query, copies }: Route): number => query.length + (copies ? 1 : 0)

// Their paths are not those of S3 itself, but of endpoints of their own.
const ELSEWHERE = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse'])

/** Every operation of S3 that the SDK knows, those with most conditions first. */
const ROUTES = operationsOf(s3)
  .filter(({ name }) => !ELSEWHERE.has(name))
  .map(toRoute)
  .toSorted((a, b) => specificity(b) - specificity(a))

const levelOf = ({ bucket, key }: Target): Level => (bucket === '' ? 'service' : key === '' ? 'bucket' : 'object')

/** The operation that a request asks for; `undefined` where S3 has none. */
export function findOperation(request: Omit<S3Request, 'stream'>): Operation | undefined {
  const { method, query, headers } = request
  const level = levelOf(request)
  const fits = (route: Route): boolean =>
    route.method === method &&
    route.level === level &&
    route.query.every(([name, value]) => (value === undefined ? query.has(name) : query.get(name) === value)) &&
    (!route.copies || headers[COPY_SOURCE] !== undefined)
  return ROUTES.find(fits)?.operation
}

/** The name of what a request asks for, ours or not; `undefined` where S3 has no such thing. */
export const operationNameOf = (request: Omit<S3Request, 'stream'>): string | undefined =>
  findOperation(request)?.name ?? unlistedNameOf(request)

/** Operations for browsers, which the SDK has no name for. */
function unlistedNameOf(request: Omit<S3Request, 'stream'>): string | undefined {
  if (request.method === 'OPTIONS') return 'OptionsObject'
  return request.method === 'POST' && levelOf(request) === 'bucket' ? 'PostObject' : undefined
}
