import { createHash } from 'node:crypto'
import type { Subject } from './subject.ts'

/** AWS wants a digest of some of these documents, which all clients send. */
const md5Of = (body: string): string => createHash('md5').update(body).digest('base64')
export const tell = async (s3: Subject, bucket: string, name: string, body: string) =>
  await s3.send({ method: 'PUT', path: `/${bucket}?${name}`, headers: { 'content-md5': md5Of(body) }, body })
export const ask = async (s3: Subject, bucket: string, name: string, method = 'GET') =>
  await s3.send({ method, path: `/${bucket}?${name}` })

export const CORS_RULE =
  '<CORSRule><ID>a</ID><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>http://page.test</AllowedOrigin><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>'
export const EXPIRY =
  '<Rule><Expiration><Days>3</Days></Expiration><ID>a</ID><Filter><Prefix>b/</Prefix></Filter><Status>Enabled</Status></Rule>'
export const KMS_RULE =
  '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>a-key</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>'
const BLOCK =
  '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets>'
const ENFORCED = '<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>'
const TAGS =
  '<TagSet><Tag><Key>who</Key><Value>you + me</Value></Tag><Tag><Key>aws-like</Key><Value></Value></Tag></TagSet>'

/** What a bucket is told, and what is answered when it has forgotten. */
export const KEPT: Record<string, { root: string; content: string; removed: string }> = {
  tagging: { root: 'Tagging', content: TAGS, removed: '404 NoSuchTagSet' },
  cors: { root: 'CORSConfiguration', content: CORS_RULE, removed: '404 NoSuchCORSConfiguration' },
  lifecycle: { root: 'LifecycleConfiguration', content: EXPIRY, removed: '404 NoSuchLifecycleConfiguration' },
  encryption: { root: 'ServerSideEncryptionConfiguration', content: KMS_RULE, removed: '200' },
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    content: BLOCK,
    removed: '404 NoSuchPublicAccessBlockConfiguration',
  },
  ownershipControls: { root: 'OwnershipControls', content: ENFORCED, removed: '404 OwnershipControlsNotFoundError' },
}

export const documentOf = (name: string): string => {
  const { root, content } = KEPT[name]!
  return `<${root}>${content}</${root}>`
}
