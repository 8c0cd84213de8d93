import {
  DeleteBucketCors$,
  GetBucketCors$,
  PutBucketCors$,
  type CORSConfiguration,
  type CORSRule,
} from '@aws-sdk/client-s3'
import { invalidSetting, malformedXml, noSuchCorsConfiguration } from '../errors.ts'
import type { KeptSetting } from './kept-setting.ts'

const MAX_RULES = 100
export const CORS_METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])

/** What it does is in `cors-rules.ts`. */
export const cors: KeptSetting<CORSConfiguration> = {
  put: PutBucketCors$,
  get: GetBucketCors$,
  delete: DeleteBucketCors$,
  missing: noSuchCorsConfiguration,
  check: (document) => {
    const { CORSRules: rules = [] } = document
    if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml()
    rules.forEach(checkRule)
    return document
  },
}

function checkRule(rule: CORSRule): void {
  const { AllowedMethods: methods = [], AllowedOrigins: origins = [], AllowedHeaders: headers = [] } = rule
  const method = methods.find((name) => !CORS_METHODS.has(name))
  if (method !== undefined)
    throw invalidSetting(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`)
  checkWildcards('AllowedOrigin', origins)
  checkWildcards('AllowedHeader', headers)
  const exposed = rule.ExposeHeaders?.find((name) => name.includes('*'))
  if (exposed !== undefined)
    throw invalidSetting(
      `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    )
}

function checkWildcards(element: string, values: readonly string[]): void {
  const wrong = values.find((value) => value.split('*').length > 2)
  if (wrong !== undefined) throw invalidSetting(`${element} "${wrong}" can not have more than one wildcard.`)
}
