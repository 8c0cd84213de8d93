import {
  DeleteBucketPolicy$,
  GetBucketPolicy$,
  GetBucketPolicyStatus$,
  PutBucketPolicy$,
  type GetBucketPolicyOutput,
  type GetBucketPolicyStatusOutput,
} from '@aws-sdk/client-s3'
import { missingRequestBody, noSuchBucketPolicy, publicPolicyBlocked } from '../errors.ts'
import { operation, type S3Context, type S3Operation } from '../operation.ts'
import { readXmlBody } from '../request-body.ts'
import { readSetting } from './kept-setting.ts'
import { isPublicPolicy, parsePolicy } from './policy-document.ts'
import { publicAccessBlock } from './public-access-block.ts'

const NAME = 'policy'

/** Throws where there is no bucket, or it has no policy. */
function getPolicy({ store, request: { bucket } }: S3Context): string {
  const policy = store.buckets.setting(bucket, NAME)
  if (policy === undefined) throw noSuchBucketPolicy(bucket)
  return policy
}

const put = operation<object, object>(
  PutBucketPolicy$,
  async (_input, { store, caller, request }) => {
    const { name: bucket } = store.buckets.get(request.bucket)
    const text = (await readXmlBody(request, { describesObject: false })).toString()
    if (text === '') throw missingRequestBody()
    const policy = parsePolicy(text, bucket)
    const isBlocked = readSetting(store, bucket, publicAccessBlock)?.BlockPublicPolicy
    if (isBlocked && isPublicPolicy(policy)) throw publicPolicyBlocked(bucket, caller.account)
    store.buckets.set(bucket, NAME, text)
    return {}
  },
  { status: 204 },
)

const get = operation<object, GetBucketPolicyOutput>(
  GetBucketPolicy$,
  (_input, context) => ({ Policy: getPolicy(context) }),
  {
    // AWS: as it came, and the document itself instead of XML around it.
    writeBody: ({ Policy: policy }) => policy!,
    contentType: 'application/json',
  },
)

const getStatus = operation<object, GetBucketPolicyStatusOutput>(GetBucketPolicyStatus$, (_input, context) => {
  const policy = parsePolicy(getPolicy(context), context.request.bucket)
  return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } }
})

const remove = operation<object, object>(DeleteBucketPolicy$, (_input, { store, request }) => {
  store.buckets.set(request.bucket, NAME, undefined)
  return {}
})

/** Kept as text, and never asked who may do what: whoever is let in may do everything. */
export const policy: S3Operation[] = [put, get, getStatus, remove]
