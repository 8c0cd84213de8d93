import { JOB_STATUSES } from '../../translator/formats/bedrock/job-status.ts'
import type { Range } from '../constraint-message.ts'

/**
 * What the service's model says of one value; `length` counts the characters of a string or the items of a list.
 * Source of every figure and pattern below: the service model of API version 2023-04-20. They are held against the AWS
 * SDK's schemas and against botocore's copy of the model, member by member, in test/emulator/bedrock-api/constraints.test.ts.
 */
export type Constraint =
  | { type: 'string'; length?: Range; pattern?: Pattern; values?: readonly string[] }
  | { type: 'integer'; range?: Range }
  | { type: 'timestamp' }
  | { type: 'boolean' }
  | { type: 'list'; length?: Range; item: Constraint }
  | { type: 'structure' | 'union'; members: Members }

export type Members = Record<string, Constraint & { required?: true }>

export interface Pattern {
  /** As the model has it. AWS's messages print it so, without anchors. */
  published: string
  /** Accepts the same strings, as a whole and in linear time. */
  matches: RegExp
}

export const required = <C extends Constraint>(constraint: C) => ({ ...constraint, required: true as const })
export const text = (length?: Range, pattern?: Pattern): Constraint => ({
  type: 'string',
  ...(length && { length }),
  ...(pattern && { pattern }),
})
export const oneOf = (...values: string[]): Constraint => ({ type: 'string', values })
const listOf = (length: Range, item: Constraint): Constraint => ({ type: 'list', length, item })
const structure = (members: Members): Constraint => ({ type: 'structure', members })
const union = (members: Members): Constraint => ({ type: 'union', members })

// AWS matches whole strings. The group matters: published patterns have alternatives at their top level.
export const whole = (published: string): Pattern => ({ published, matches: new RegExp(`^(?:${published})$`, 'u') })

// The two patterns written out a second time would take exponential time in JavaScript as they were published.
const JOB_NAME = {
  published: '[a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\\+\\-\\.]){0,63}',
  matches: /^[a-zA-Z0-9][a-zA-Z0-9+.-]*$/,
}
const CLIENT_REQUEST_TOKEN = {
  published: '[a-zA-Z0-9]{1,256}(-*[a-zA-Z0-9]){0,256}',
  matches: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
}
const ROLE_ARN = whole('arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+')
const MODEL_ID = whole(
  '(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:(([0-9]{12}:custom-model/[a-z0-9-]{1,63}[.]{1}[a-z0-9-:]{1,63}/[a-z0-9]{12}$)|(:foundation-model/([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)$)|([0-9]{12}:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+$)))|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)',
)
const S3_URI = whole("s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?")
const ACCOUNT_ID = whole('[0-9]{12}')
const KMS_KEY_ID = whole(
  '(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)))|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)',
)
const VPC_ITEM_ID = whole('[-0-9a-zA-Z]+')
const TAG_TEXT = whole('[a-zA-Z0-9\\s._:/=+@-]*')
const JOB_IDENTIFIER = whole(
  '((arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:model-invocation-job/)?[a-z0-9]{12})',
)
const PAGINATION_TOKEN = whole('\\S*')
const TAGGABLE_ARN = whole(
  '.*(^[a-zA-Z0-9][a-zA-Z0-9\\-]*$)|(^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:custom-model/(imported)/[a-z0-9]{12}$)|(^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:([0-9]{12}|)((:(fine-tuning-job|model-customization-job|custom-model)/[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([a-z0-9-]{1,63}[.]){0,2}[a-z0-9-]{1,63}([:][a-z0-9-]{1,63}){0,2}(/[a-z0-9]{12})$)|(:guardrail/[a-z0-9]+$)|(:automated-reasoning-policy/[a-zA-Z0-9]+(:[a-zA-Z0-9]+)?$)|(:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+$)|(:(provisioned-model|model-invocation-job|model-evaluation-job|evaluation-job|model-import-job|imported-model|async-invoke|provisioned-model-v2|provisioned-model-reservation|prompt-router|custom-model-deployment)/[a-z0-9]{12}$))).*',
)

const s3Uri = text([1, 1024], S3_URI)
const s3BucketOwner = text(undefined, ACCOUNT_ID)
/** Which page of a list is asked for, and how long it may be. */
export const paging = {
  maxResults: { type: 'integer', range: [1, 1000] },
  nextToken: text([1, 2048], PAGINATION_TOKEN),
} satisfies Members

const jobName = text([1, 63], JOB_NAME)
const jobIdentifier = text([0, 1011], JOB_IDENTIFIER)
const resourceARN = text([20, 1011], TAGGABLE_ARN)
const tagKey = text([1, 128], TAG_TEXT)
const tags = listOf([0, 200], structure({ key: required(tagKey), value: required(text([0, 256], TAG_TEXT)) }))

export const CREATE_MODEL_INVOCATION_JOB: Members = {
  jobName: required(jobName),
  roleArn: required(text([0, 2048], ROLE_ARN)),
  clientRequestToken: text([1, 256], CLIENT_REQUEST_TOKEN),
  modelId: required(text([1, 2048], MODEL_ID)),
  inputDataConfig: required(
    union({
      s3InputDataConfig: structure({ s3InputFormat: oneOf('JSONL'), s3Uri: required(s3Uri), s3BucketOwner }),
    }),
  ),
  outputDataConfig: required(
    union({
      s3OutputDataConfig: structure({
        s3Uri: required(s3Uri),
        s3EncryptionKeyId: text([1, 2048], KMS_KEY_ID),
        s3BucketOwner,
      }),
    }),
  ),
  vpcConfig: structure({
    subnetIds: required(listOf([1, 16], text([0, 32], VPC_ITEM_ID))),
    securityGroupIds: required(listOf([1, 5], text([0, 32], VPC_ITEM_ID))),
  }),
  timeoutDurationInHours: { type: 'integer', range: [24, 168] },
  tags,
  modelInvocationType: oneOf('InvokeModel', 'Converse'),
}

export const GET_MODEL_INVOCATION_JOB: Members = { jobIdentifier: required(jobIdentifier) }

export const STOP_MODEL_INVOCATION_JOB: Members = { jobIdentifier: required(jobIdentifier) }

export const LIST_MODEL_INVOCATION_JOBS: Members = {
  submitTimeAfter: { type: 'timestamp' },
  submitTimeBefore: { type: 'timestamp' },
  statusEquals: oneOf(...JOB_STATUSES),
  nameContains: jobName,
  ...paging,
  sortBy: oneOf('CreationTime'),
  sortOrder: oneOf('Ascending', 'Descending'),
}

export const TAG_RESOURCE: Members = { resourceARN: required(resourceARN), tags: required(tags) }

export const UNTAG_RESOURCE: Members = {
  resourceARN: required(resourceARN),
  tagKeys: required(listOf([0, 200], tagKey)),
}

export const LIST_TAGS_FOR_RESOURCE: Members = { resourceARN: required(resourceARN) }
