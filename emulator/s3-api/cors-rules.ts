import type { IncomingMessage } from 'node:http'
import type { CORSConfiguration, CORSRule } from '@aws-sdk/client-s3'
import type { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'
import { cors } from './settings/cors.ts'
import { readSetting } from './settings/kept-setting.ts'

/** What a page asks for, or has its browser ask in a preflight. */
export interface PageRequest {
  origin: string
  method: string
  /** Those that a preflight announces, in lower case. */
  headers: string[]
}

type HttpHeaders = IncomingMessage['headers']

/** `undefined`: no browser says that a page is behind it. */
export function pageRequestOf(method: string, headers: HttpHeaders): PageRequest | undefined {
  const { origin } = headers
  if (origin === undefined) return undefined
  const asked = method === 'OPTIONS' ? headers['access-control-request-method'] : method
  const announced = method === 'OPTIONS' ? (headers['access-control-request-headers'] ?? '') : ''
  const names = announced.split(',').map((name) => name.trim().toLowerCase())
  return { origin, method: asked ?? '', headers: names.filter((name) => name !== '') }
}

/** The rules of a bucket; none where there is no such bucket, or it was told none. */
export function corsRulesOf(store: EmbeddedObjectStore, bucket: string): CORSRule[] {
  if (bucket === '' || !store.buckets.find(bucket)) return []
  return readSetting<CORSConfiguration, CORSConfiguration>(store, bucket, cors)?.CORSRules ?? []
}

/** AWS: the first rule that allows all of it. */
export const findCorsRule = (rules: readonly CORSRule[], page: PageRequest): CORSRule | undefined =>
  rules.find((rule) => allows(rule, page) && originPatternOf(rule, page.origin) !== undefined)

/** Whatever its origin is. */
const allows = (rule: CORSRule, page: PageRequest): boolean =>
  (rule.AllowedMethods ?? []).includes(page.method) &&
  page.headers.every((name) => rule.AllowedHeaders?.some((pattern) => matches(pattern.toLowerCase(), name)))

const originPatternOf = (rule: CORSRule, origin: string): string | undefined =>
  rule.AllowedOrigins?.find((pattern) => matches(pattern, origin))

/** At most one `*` stands for any text. */
function matches(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*', 2)
  if (end === undefined) return pattern === text
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end)
}

const NAMES_A_HOST = /[a-z0-9]\.|\.[a-z0-9]|localhost/i
const ON_THIS_MACHINE = /^https?:\/\/(?:[a-z0-9-]+\.)*(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?$/

/**
 * Whether a bucket's own rules let this page in. Those for everybody mean pages of this machine here: on AWS signatures keep
 * strangers out, which need not be looked at where we are.
 */
export const letsPageIn = (rules: readonly CORSRule[], page: PageRequest): boolean =>
  rules
    .filter((rule) => allows(rule, page))
    .flatMap(({ AllowedOrigins = [] }) => AllowedOrigins)
    .filter((pattern) => matches(pattern, page.origin))
    .some((pattern) => !isForEverybody(pattern) || ON_THIS_MACHINE.test(page.origin))

const isForEverybody = (pattern: string): boolean => pattern.includes('*') && !NAMES_A_HOST.test(pattern)

/** What a browser has to be told so that it gives the page the answer. */
export function corsHeaders(rule: CORSRule, page: PageRequest): Record<string, string> {
  const { AllowedMethods: methods = [], ExposeHeaders: exposed = [], MaxAgeSeconds: maxAge } = rule
  const isForAll = originPatternOf(rule, page.origin) === '*'
  return {
    'access-control-allow-origin': isForAll ? '*' : page.origin,
    'access-control-allow-methods': methods.join(', '),
    ...(!isForAll && { 'access-control-allow-credentials': 'true' }),
    ...(page.headers.length > 0 && { 'access-control-allow-headers': page.headers.join(', ') }),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
    ...(maxAge !== undefined && { 'access-control-max-age': String(maxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  }
}
