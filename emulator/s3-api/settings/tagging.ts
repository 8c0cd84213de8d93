import {
  DeleteBucketTagging$,
  GetBucketTagging$,
  PutBucketTagging$,
  type GetBucketTaggingOutput,
  type Tagging,
} from '@aws-sdk/client-s3'
import { noSuchTagSet } from '../errors.ts'
import { OF_BUCKET, readTagSet } from '../tags.ts'
import type { KeptSetting } from './kept-setting.ts'

export const tagging: KeptSetting<Tagging, GetBucketTaggingOutput> = {
  put: PutBucketTagging$,
  putStatus: 204,
  get: GetBucketTagging$,
  delete: DeleteBucketTagging$,
  missing: noSuchTagSet,
  check: ({ TagSet: tags }) => ({
    TagSet: readTagSet(tags, OF_BUCKET).map(({ key, value }) => ({ Key: key, Value: value })),
  }),
}
