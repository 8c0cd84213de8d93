import { randomUUID } from 'node:crypto'
import {
  DeleteBucketLifecycle$,
  GetBucketLifecycleConfiguration$,
  PutBucketLifecycleConfiguration$,
  type BucketLifecycleConfiguration,
  type GetBucketLifecycleConfigurationOutput,
  type LifecycleRule,
  type PutBucketLifecycleConfigurationRequest,
  type TransitionDefaultMinimumObjectSize,
} from '@aws-sdk/client-s3'
import { invalidArgument, invalidSetting, malformedXml, noSuchLifecycleConfiguration } from '../errors.ts'
import type { KeptSetting } from './kept-setting.ts'

const MAX_RULES = 1000
const MAX_ID_LENGTH = 255
const SMALLEST_MOVED: TransitionDefaultMinimumObjectSize = 'all_storage_classes_128K'

/** Kept, and never acted on: no object here grows old enough to expire. */
export const lifecycle: KeptSetting<BucketLifecycleConfiguration, GetBucketLifecycleConfigurationOutput> = {
  put: PutBucketLifecycleConfiguration$,
  get: GetBucketLifecycleConfiguration$,
  delete: DeleteBucketLifecycle$,
  missing: noSuchLifecycleConfiguration,
  check: ({ Rules: rules = [] }, input) => {
    if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml()
    rules.forEach(checkRule)
    const ids = rules.flatMap(({ ID: id }) => (id ? [id] : []))
    const twice = ids.find((id, at) => ids.indexOf(id) < at)
    if (twice !== undefined)
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', twice)
    const { TransitionDefaultMinimumObjectSize: size = SMALLEST_MOVED } =
      input as PutBucketLifecycleConfigurationRequest
    // AWS: a rule without an id gets one.
    return {
      Rules: rules.map((rule) => ({ ...rule, ID: rule.ID || randomUUID() })),
      TransitionDefaultMinimumObjectSize: size,
    }
  },
}

function checkRule(rule: LifecycleRule): void {
  const { ID: id = '', Status: status, Expiration: expiration } = rule
  if (status !== 'Enabled' && status !== 'Disabled') throw malformedXml()
  if (rule.Filter === undefined && rule.Prefix === undefined) throw malformedXml()
  if (id.length > MAX_ID_LENGTH)
    throw invalidArgument(`ID length should not exceed allowed limit of ${MAX_ID_LENGTH}`, 'ID', id)
  if (!hasAction(rule)) throw invalidSetting('At least one action needs to be specified in a rule')
  const days = expiration?.Days
  if (days !== undefined && days < 1)
    throw invalidArgument("'Days' for Expiration action must be a positive integer", 'Days', String(days))
}

const hasAction = (rule: LifecycleRule): boolean =>
  [
    rule.Expiration,
    rule.Transitions,
    rule.NoncurrentVersionExpiration,
    rule.NoncurrentVersionTransitions,
    rule.AbortIncompleteMultipartUpload,
  ].some((action) => action !== undefined)
