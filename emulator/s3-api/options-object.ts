import { corsHeaders, corsRulesOf, findCorsRule, pageRequestOf } from './cors-rules.ts'
import { corsNotAllowed, corsNotEnabled, originNeeded, unknownRequestMethod } from './errors.ts'
import type { S3Operation } from './operation.ts'
import { CORS_METHODS } from './settings/cors.ts'

/** A preflight that the front door has not answered: the rules of the bucket say who may do what. */
export const optionsObject: S3Operation = {
  name: 'OptionsObject',
  async answer({ store, request: { method, bucket, key, headers } }) {
    const page = pageRequestOf(method, headers)
    if (!page) throw originNeeded()
    if (!CORS_METHODS.has(page.method)) throw unknownRequestMethod(headers['access-control-request-method'])
    const rules = corsRulesOf(store, bucket)
    if (rules.length === 0) throw corsNotEnabled(page.method)
    const rule = findCorsRule(rules, page)
    if (!rule) throw corsNotAllowed(page.method, key === '' ? 'BUCKET' : 'OBJECT')
    return { status: 200, headers: corsHeaders(rule, page) }
  },
}
