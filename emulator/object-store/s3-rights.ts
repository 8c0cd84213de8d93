/** What jobs need to be allowed in an S3 that asks for permissions. */
export const RIGHTS_OF_JOBS = [
  's3:ListBucket',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:PutObject',
  's3:ListBucketMultipartUploads',
  's3:AbortMultipartUpload',
] as const
