import {
  DeleteBucketEncryption$,
  GetBucketEncryption$,
  PutBucketEncryption$,
  type ServerSideEncryption,
  type ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3'
import { invalidArgument, malformedXml } from '../errors.ts'
import type { KeptSetting } from './kept-setting.ts'

/** AWS: a bucket always encrypts, with keys of S3 unless told otherwise. `default-encryption.ts` reads what is kept. */
export const encryption: KeptSetting<ServerSideEncryptionConfiguration> = {
  put: PutBucketEncryption$,
  get: GetBucketEncryption$,
  delete: DeleteBucketEncryption$,
  initial: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
  },
  check: ({ Rules: rules = [] }) => {
    const [rule, ...others] = rules
    if (rule === undefined || others.length > 0) throw malformedXml()
    const { SSEAlgorithm: algorithm, KMSMasterKeyID: key } = rule.ApplyServerSideEncryptionByDefault ?? {}
    if (algorithm !== undefined && !isKnown(algorithm)) throw malformedXml()
    if (key !== undefined && algorithm === 'AES256')
      throw invalidArgument(
        'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
        'ApplyServerSideEncryptionByDefault',
        algorithm,
      )
    return { Rules: [{ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false }] }
  },
}

/** The SDK knows methods of other services too. */
const isKnown = (algorithm: ServerSideEncryption): boolean =>
  algorithm === 'AES256' || algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse'
