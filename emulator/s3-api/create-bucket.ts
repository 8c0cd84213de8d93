import { CreateBucket$, type CreateBucketOutput, type CreateBucketRequest } from '@aws-sdk/client-s3'
import { checkNewBucketName } from './bucket-name.ts'
import {
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  headerNotImplemented,
  illegalLocationConstraint,
  invalidLocationConstraint,
} from './errors.ts'
import { operation } from './operation.ts'
import { isRegion } from '../region.ts'

const FIRST_REGION = 'us-east-1'
/** Somebody else has them: the front door needs the paths. */
const TAKEN_NAMES = new Set(['bedrock'])

export const createBucket = operation<CreateBucketRequest, CreateBucketOutput>(
  CreateBucket$,
  ({ CreateBucketConfiguration: configuration = {} }, { store, caller, request }) => {
    const { bucket: name } = request
    checkNewBucketName(name)
    if (configuration.Location ?? configuration.Bucket ?? configuration.Tags)
      throw headerNotImplemented('CreateBucketConfiguration')
    const region = regionOf(configuration.LocationConstraint, caller.region)
    const existing = store.buckets.find(name)
    if (TAKEN_NAMES.has(name) || (existing && existing.account !== caller.account)) throw bucketAlreadyExists(name)
    // AWS: in us-east-1, as ever since, the owner's second request succeeds.
    if (existing && !(existing.region === FIRST_REGION && region === FIRST_REGION)) throw bucketAlreadyOwnedByYou(name)
    if (!existing) store.buckets.create({ name, region, account: caller.account })
    return { Location: `/${name}`, BucketArn: `arn:aws:s3:::${name}` }
  },
)

/** AWS: only the endpoint of us-east-1 makes buckets elsewhere. A request without a constraint means its own region. */
function regionOf(constraint: string | undefined, callerRegion: string): string {
  if (constraint === undefined || constraint === '') return callerRegion
  const region = constraint === 'EU' ? 'eu-west-1' : constraint
  if (region === FIRST_REGION || !isRegion(region)) throw invalidLocationConstraint(constraint)
  if (callerRegion !== FIRST_REGION && region !== callerRegion) throw illegalLocationConstraint(constraint)
  return region
}
