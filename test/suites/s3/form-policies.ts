import { elementOf } from '../../support/raw-http.ts'
import { each, outcomeOf, type Behaviour } from './behaviour.ts'
import { post, type Post } from './post-form.ts'
import type { Condition } from './sign-form.ts'

const KEY: Condition = ['starts-with', '$key', '']
const IMAGES: Condition = ['starts-with', '$Content-Type', 'image/']

/** What is asked of a form, and what becomes of it. */
const POLICIES: (readonly [says: string, given: Post, expected: string])[] = [
  ['a key as the policy has it', { policy: { conditions: [{ key: 'a' }] } }, '204'],
  ['another key', { policy: { conditions: [{ key: 'b' }] } }, '403 AccessDenied'],
  ['a key that begins otherwise', { policy: { conditions: [['starts-with', '$key', 'user/']] } }, '403 AccessDenied'],
  [
    'a key that begins so, with the name of its file',
    { fields: { key: 'user/${filename}' }, policy: { conditions: [['starts-with', '$key', 'user/']] } },
    '204',
  ],
  [
    'a value in other letters',
    { fields: { 'x-amz-meta-who': 'Me' }, policy: { conditions: [KEY, ['eq', '$x-amz-meta-who', 'me']] } },
    '403 AccessDenied',
  ],
  [
    'names in other letters',
    {
      fields: { 'X-AMZ-Meta-Who': 'me' },
      policy: { conditions: [['starts-with', '$KEY', ''], { 'x-amz-meta-WHO': 'me' }] },
    },
    '204',
  ],
  [
    'a condition on a field that is not there',
    { policy: { conditions: [KEY, ['starts-with', '$Content-Type', '']] } },
    '403 AccessDenied',
  ],
  [
    'a field without a condition',
    { fields: { 'x-amz-meta-who': 'me' }, policy: { conditions: [KEY] } },
    '403 AccessDenied',
  ],
  ['a field that is to be ignored', { fields: { 'x-ignore-who': 'me' }, policy: { conditions: [KEY] } }, '204'],
  [
    'types that all begin so',
    { fields: { 'Content-Type': 'image/png,image/gif' }, policy: { conditions: [KEY, IMAGES] } },
    '204',
  ],
  [
    'types of which one begins otherwise',
    { fields: { 'Content-Type': 'image/png,text/plain' }, policy: { conditions: [KEY, IMAGES] } },
    '403 AccessDenied',
  ],
  ['another bucket', { policy: { conditions: [KEY, { bucket: 'elsewhere' }] } }, '403 AccessDenied'],
  ['too late', { policy: { conditions: [KEY], expiration: '2020-01-02T03:04:05Z' } }, '403 AccessDenied'],
  [
    'a time with an offset',
    { policy: { conditions: [KEY], expiration: '2120-01-02T03:04:05+02:00' } },
    '400 InvalidPolicyDocument',
  ],
  ['no JSON', { policy: { document: '{' } }, '400 InvalidPolicyDocument'],
  ['no conditions', { policy: { document: '{"expiration":"2120-01-02T03:04:05Z"}' } }, '400 InvalidPolicyDocument'],
  ['no expiration', { policy: { document: '{"conditions":[]}' } }, '400 InvalidPolicyDocument'],
  [
    'a condition on two fields',
    { policy: { conditions: [{ key: 'a', acl: 'private' }] } },
    '400 InvalidPolicyDocument',
  ],
  ['a condition on a number', { policy: { conditions: [{ 'Content-Length': 3 }] } }, '400 InvalidPolicyDocument'],
  ['as many bytes as may be', { policy: { conditions: [KEY, ['content-length-range', 0, 5]] } }, '204'],
  ['as few bytes as may be', { policy: { conditions: [KEY, ['content-length-range', '5', '9']] } }, '204'],
  ['too many bytes', { policy: { conditions: [KEY, ['content-length-range', 0, 4]] } }, '400 EntityTooLarge'],
  ['too few bytes', { policy: { conditions: [KEY, ['content-length-range', 6, 9]] } }, '400 EntityTooSmall'],
  [
    'a size that is no number',
    { policy: { conditions: [KEY, ['content-length-range', 'test', '10']] } },
    '403 AccessDenied',
  ],
  ['a negative size', { policy: { conditions: [KEY, ['content-length-range', -1, 10]] } }, '400 InvalidPolicyDocument'],
]

/** What whoever wrote the policy is told. */
const MESSAGES: (readonly [says: string, given: Post, expected: string])[] = [
  [
    'which condition failed, as a list',
    { policy: { conditions: [{ key: 'b "c"' }] } },
    'Invalid according to Policy: Policy Condition failed: ["eq", "$key", "b \\"c\\""]',
  ],
  [
    'which fields no condition names',
    { fields: { 'x-amz-meta-who': 'me' }, policy: { conditions: [KEY] } },
    'Invalid according to Policy: Extra input fields: x-amz-meta-who',
  ],
  [
    'that it is too late',
    { policy: { conditions: [KEY], expiration: '2020-01-02T03:04:05Z' } },
    'Invalid according to Policy: Policy expired.',
  ],
  ['that it is no JSON', { policy: { document: '{' } }, 'Invalid Policy: Invalid JSON.'],
]

const messageOf = (body: string): string | undefined =>
  elementOf(body, 'Message')
    ?.replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll(/&#39;|&apos;/g, "'")

/** What a policy lets pass. */
export const formPolicies: Behaviour[] = [
  ...each(
    POLICIES.map(([says, given, expected]) => [`a form on the terms of its policy: ${says}`, given, expected] as const),
    async (s3, given) => {
      const bucket = await s3.newBucket()
      const outcome = outcomeOf(await post(s3, bucket, given))
      const stored = (await s3.keysIn(bucket)).length
      return stored === (outcome === '204' ? 1 : 0) ? outcome : `${outcome} and ${stored} objects`
    },
  ),
  ...each(
    MESSAGES.map(([says, given, expected]) => [`a form against its policy is told ${says}`, given, expected] as const),
    async (s3, given) => messageOf((await post(s3, await s3.newBucket(), given)).body),
  ),
]
