import {
  DeletePublicAccessBlock$,
  GetPublicAccessBlock$,
  PutPublicAccessBlock$,
  type PublicAccessBlockConfiguration,
} from '@aws-sdk/client-s3'
import { noSuchPublicAccessBlock } from '../errors.ts'
import type { KeptSetting } from './kept-setting.ts'

/** AWS: what a document does not say is false, and buckets block everything since April 2023. */
const toBlock = (
  isBlocked: boolean,
  document: PublicAccessBlockConfiguration = {},
): PublicAccessBlockConfiguration => ({
  BlockPublicAcls: document.BlockPublicAcls ?? isBlocked,
  IgnorePublicAcls: document.IgnorePublicAcls ?? isBlocked,
  BlockPublicPolicy: document.BlockPublicPolicy ?? isBlocked,
  RestrictPublicBuckets: document.RestrictPublicBuckets ?? isBlocked,
})

export const publicAccessBlock: KeptSetting<PublicAccessBlockConfiguration> = {
  put: PutPublicAccessBlock$,
  get: GetPublicAccessBlock$,
  delete: DeletePublicAccessBlock$,
  initial: toBlock(true),
  missing: noSuchPublicAccessBlock,
  check: (document) => toBlock(false, document),
}
