import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CORSRule } from '@aws-sdk/client-s3'
import type { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'
import { corsHeaders, corsRulesOf, findCorsRule, letsPageIn, pageRequestOf } from './cors-rules.ts'
import { parseTarget } from './target.ts'

/** Has the browser give the answer, an error too, to a page that the rules of the bucket name. */
export function shareByRules(request: IncomingMessage, response: ServerResponse, store: EmbeddedObjectStore): void {
  const page = pageRequestOf(request.method!, request.headers)
  // Pages that --allow-origin names have been told already.
  if (!page || request.method === 'OPTIONS' || response.hasHeader('access-control-allow-origin')) return
  const rule = findCorsRule(rulesFor(request.url!, store), page)
  if (rule) for (const [name, value] of Object.entries(corsHeaders(rule, page))) response.setHeader(name, value)
}

/** Whether the rules of the bucket that a path-style URL names let the page in that sends this. */
export function letsPageInto(store: EmbeddedObjectStore, url: string, request: IncomingMessage): boolean {
  const page = pageRequestOf(request.method!, request.headers)
  return page !== undefined && letsPageIn(rulesFor(url, store), page)
}

/** None for a URL that is answered with an error anyway. */
function rulesFor(url: string, store: EmbeddedObjectStore): CORSRule[] {
  try {
    return corsRulesOf(store, parseTarget(url).bucket)
  } catch {
    return []
  }
}
