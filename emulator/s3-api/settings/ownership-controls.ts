import {
  DeleteBucketOwnershipControls$,
  GetBucketOwnershipControls$,
  ObjectOwnership,
  PutBucketOwnershipControls$,
  type OwnershipControls,
} from '@aws-sdk/client-s3'
import { malformedXml, noSuchOwnershipControls, settingNotImplemented } from '../errors.ts'
import type { KeptSetting } from './kept-setting.ts'

const ENFORCED: OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }

export const ownershipControls: KeptSetting<OwnershipControls> = {
  put: PutBucketOwnershipControls$,
  get: GetBucketOwnershipControls$,
  delete: DeleteBucketOwnershipControls$,
  initial: ENFORCED,
  missing: noSuchOwnershipControls,
  check: ({ Rules: rules = [] }) => {
    const ownership = rules[0]?.ObjectOwnership
    if (rules.length !== 1 || !Object.values<string | undefined>(ObjectOwnership).includes(ownership))
      throw malformedXml()
    if (ownership !== 'BucketOwnerEnforced')
      throw settingNotImplemented(`ObjectOwnership ${ownership}`, 'its buckets have no access control lists')
    return ENFORCED
  },
}
