import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import { ask, tell } from './setting-documents.ts'

const policyFor = (bucket: string, change: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'encrypted only',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/*`,
        ...change,
      },
    ],
  })

const PUBLIC = { Effect: 'Allow', Action: 's3:GetObject' }

/** Policies of buckets, as documents. */
export const bucketPolicies: Behaviour[] = [
  behaviour(
    'a policy is kept, and forgotten',
    async (s3) => {
      const bucket = await s3.newBucket()
      const text = policyFor(bucket)
      const told = outcomeOf(await tell(s3, bucket, 'policy', text))
      const { body, headers } = await ask(s3, bucket, 'policy')
      const forgotten = outcomeOf(await ask(s3, bucket, 'policy', 'DELETE'))
      return [told, body === text, headers['content-type'], forgotten, outcomeOf(await ask(s3, bucket, 'policy'))]
    },
    ['204', true, 'application/json', '204', '404 NoSuchBucketPolicy'],
  ),
  ...each<object>(
    [
      ['a policy for everybody is blocked', PUBLIC, '403 AccessDenied'],
      ['a policy for one account is not blocked', { ...PUBLIC, Principal: { AWS: '111122223333' } }, '204'],
      [
        'a policy for everybody in one organisation is not blocked',
        { ...PUBLIC, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
        '204',
      ],
      [
        'a policy for everybody in any organisation is blocked',
        { ...PUBLIC, Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } },
        '403 AccessDenied',
      ],
    ],
    async (s3, change) => {
      const bucket = await s3.newBucket()
      return outcomeOf(await tell(s3, bucket, 'policy', policyFor(bucket, change)))
    },
  ),
  behaviour(
    'a bucket that blocks nothing takes a policy for everybody, and says that it is public',
    async (s3) => {
      const bucket = await s3.newBucket()
      await ask(s3, bucket, 'publicAccessBlock', 'DELETE')
      const told = outcomeOf(await tell(s3, bucket, 'policy', policyFor(bucket, PUBLIC)))
      return [told, /<IsPublic>(\w+)</.exec((await ask(s3, bucket, 'policyStatus')).body)?.[1]?.toLowerCase()]
    },
    ['204', 'true'],
  ),
  ...each<(bucket: string) => string>(
    [
      ['no JSON is no policy', () => 'none', '400 MalformedPolicy'],
      ['an array is no policy', () => '[]', '400 MalformedPolicy'],
      ['an empty object is no policy', () => '{}', '400 MalformedPolicy'],
      ['a policy of another bucket is refused', () => policyFor('another-bucket'), '400 MalformedPolicy'],
      [
        'a policy of another service is refused',
        (bucket) => policyFor(bucket, { Action: 'ec2:Run' }),
        '400 MalformedPolicy',
      ],
      [
        'a policy without an effect is refused',
        (bucket) => policyFor(bucket, { Effect: undefined }),
        '400 MalformedPolicy',
      ],
      [
        'a policy for nobody is refused',
        (bucket) => policyFor(bucket, { Principal: undefined }),
        '400 MalformedPolicy',
      ],
      [
        'a policy of more than 20 KB is refused',
        (bucket) => policyFor(bucket, { Sid: 'x'.repeat(20 * 1024) }),
        '400 PolicyTooLarge',
      ],
    ],
    async (s3, policyOf) => {
      const bucket = await s3.newBucket()
      return outcomeOf(await tell(s3, bucket, 'policy', policyOf(bucket)))
    },
  ),
]
