import { createHash } from 'node:crypto'
import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

/** AWS wants a digest of some of these documents, which all clients send. */
const md5Of = (body: string): string => createHash('md5').update(body).digest('base64')
const put = async (s3: Subject, bucket: string, name: string, body: string) =>
  await s3.send({ method: 'PUT', path: `/${bucket}?${name}`, headers: { 'content-md5': md5Of(body) }, body })
const ask = async (s3: Subject, bucket: string, name: string, method = 'GET') =>
  await s3.send({ method, path: `/${bucket}?${name}` })

/** What stands within the root element, without namespaces: they differ, and say nothing. */
const contentOf = (xml: string): string =>
  xml
    .replace(/^<\?xml[^>]*>\s*/, '')
    .replaceAll(/ xmlns(?::[a-z]+)?="[^"]*"/g, '')
    .replace(/^<[^>]*>(.*)<\/[^>]*>$/s, '$1')

const CORS_RULE =
  '<CORSRule><ID>a</ID><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>http://page.test</AllowedOrigin><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>'
const EXPIRY =
  '<Rule><Expiration><Days>3</Days></Expiration><ID>a</ID><Filter><Prefix>b/</Prefix></Filter><Status>Enabled</Status></Rule>'
const KMS_RULE =
  '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>a-key</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>'
const BLOCK =
  '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets>'
const ENFORCED = '<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>'
const TAGS =
  '<TagSet><Tag><Key>who</Key><Value>you + me</Value></Tag><Tag><Key>aws-like</Key><Value></Value></Tag></TagSet>'

const KEPT: Record<string, { root: string; content: string; removed: string }> = {
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

const documentOf = (name: string): string => {
  const { root, content } = KEPT[name]!
  return `<${root}>${content}</${root}>`
}

/** The elements of a document in the order of their text: which of them comes first says nothing. */
const elementsOf = (xml: string): string[] => contentOf(xml).split(/(?=<)/).toSorted()

const kept: Behaviour[] = [
  ...each(
    Object.keys(KEPT).map((name) => [`a bucket is told its ${name}, and says it again`, name, ['200', true]] as const),
    async (s3, name) => {
      const bucket = await s3.newBucket()
      const told = outcomeOf(await put(s3, bucket, name, documentOf(name)))
      const answer = await ask(s3, bucket, name)
      const same = JSON.stringify(elementsOf(answer.body)) === JSON.stringify(elementsOf(documentOf(name)))
      return [told.replace('204', '200'), told.startsWith('2') && same]
    },
  ),
  ...each(
    Object.entries(KEPT).map(
      ([name, { removed }]) =>
        [`a bucket forgets its ${name}, twice if need be`, name, ['204', '204', removed]] as const,
    ),
    async (s3, name) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, name, documentOf(name))
      return [
        outcomeOf(await ask(s3, bucket, name, 'DELETE')),
        outcomeOf(await ask(s3, bucket, name, 'DELETE')),
        outcomeOf(await ask(s3, bucket, name)),
      ]
    },
  ),
  behaviour(
    'the last of two settings stays, and goes with its bucket',
    async (s3) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, 'tagging', documentOf('tagging'))
      await put(s3, bucket, 'tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>')
      const { body } = await ask(s3, bucket, 'tagging')
      await s3.send({ method: 'DELETE', path: `/${bucket}` })
      await s3.send({ method: 'PUT', path: `/${bucket}` })
      return [body.match(/<Key>/g)?.length, outcomeOf(await ask(s3, bucket, 'tagging'))]
    },
    [1, '404 NoSuchTagSet'],
  ),
  behaviour(
    'an object is encrypted as its bucket says, unless it says otherwise itself',
    async (s3) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, 'encryption', documentOf('encryption'))
      const store = async (key: string, headers: Record<string, string> = {}) =>
        (await s3.send({ method: 'PUT', path: `/${bucket}/${key}`, headers, body: 'x' })).headers
      const byDefault = await store('a')
      const own = await store('b', { 'x-amz-server-side-encryption': 'AES256' })
      const { headers } = await s3.send({ method: 'HEAD', path: `/${bucket}/a` })
      return [byDefault, headers, own].map((of) => [
        of['x-amz-server-side-encryption'],
        of['x-amz-server-side-encryption-aws-kms-key-id'],
      ])
    },
    [
      ['aws:kms', 'a-key'],
      ['aws:kms', 'a-key'],
      ['AES256', undefined],
    ],
  ),
  behaviour(
    'a lifecycle rule gets an id where it has none',
    async (s3) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, 'lifecycle', documentOf('lifecycle').replace('<ID>a</ID>', ''))
      return /<ID>[^<]+<\/ID>/.test((await ask(s3, bucket, 'lifecycle')).body)
    },
    true,
  ),
]

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('')
const tag = (key: string, value = ''): string => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`

const REFUSED: (readonly [what: string, name: string, body: string, outcome: string])[] = [
  ['tags without a set', 'tagging', '<Tagging/>', '400 MalformedXML'],
  [
    'a tag without a value',
    'tagging',
    '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>',
    '400 MalformedXML',
  ],
  ['a tag twice', 'tagging', `<Tagging><TagSet>${tag('a')}${tag('a', 'b')}</TagSet></Tagging>`, '400 InvalidTag'],
  ['a tag of AWS', 'tagging', `<Tagging><TagSet>${tag('aws:a')}</TagSet></Tagging>`, '400 InvalidTag'],
  ['51 tags', 'tagging', `<Tagging><TagSet>${times(51, (at) => tag(`k${at}`))}</TagSet></Tagging>`, '400 BadRequest'],
  ['no CORS rule', 'cors', '<CORSConfiguration/>', '400 MalformedXML'],
  [
    'a CORS rule without an origin',
    'cors',
    '<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>',
    '400 MalformedXML',
  ],
  ['a CORS rule for PATCH', 'cors', documentOf('cors').replace('>GET<', '>PATCH<'), '400 InvalidRequest'],
  ['an origin with two wildcards', 'cors', documentOf('cors').replace('page.test', '*.*'), '400 InvalidRequest'],
  [
    '101 CORS rules',
    'cors',
    `<CORSConfiguration>${times(101, () => CORS_RULE)}</CORSConfiguration>`,
    '400 MalformedXML',
  ],
  ['no lifecycle rule', 'lifecycle', '<LifecycleConfiguration/>', '400 MalformedXML'],
  [
    'a lifecycle rule with another status',
    'lifecycle',
    documentOf('lifecycle').replace('Enabled', 'On'),
    '400 MalformedXML',
  ],
  [
    'a lifecycle rule that does nothing',
    'lifecycle',
    documentOf('lifecycle').replace(/<Expiration>.*<\/Expiration>/, ''),
    '400 InvalidRequest',
  ],
  [
    'two lifecycle rules of one id',
    'lifecycle',
    `<LifecycleConfiguration>${EXPIRY}${EXPIRY}</LifecycleConfiguration>`,
    '400 InvalidArgument',
  ],
  ['an expiry after no days', 'lifecycle', documentOf('lifecycle').replace('>3<', '>0<'), '400 InvalidArgument'],
  [
    'two rules of encryption',
    'encryption',
    `<ServerSideEncryptionConfiguration>${KMS_RULE}${KMS_RULE}</ServerSideEncryptionConfiguration>`,
    '400 MalformedXML',
  ],
  ['an unknown encryption', 'encryption', documentOf('encryption').replace('aws:kms', 'rot13'), '400 MalformedXML'],
  ['a KMS key without KMS', 'encryption', documentOf('encryption').replace('aws:kms', 'AES256'), '400 InvalidArgument'],
  [
    'an unknown block',
    'publicAccessBlock',
    '<PublicAccessBlockConfiguration><BlockAll>true</BlockAll></PublicAccessBlockConfiguration>',
    '400 MalformedXML',
  ],
  [
    'an unknown ownership',
    'ownershipControls',
    documentOf('ownershipControls').replace('BucketOwnerEnforced', 'Nobody'),
    '400 MalformedXML',
  ],
]

const refused: Behaviour[] = [
  ...each(
    REFUSED.map(
      ([what, name, body, outcome]) => [`a setting is refused: ${what}`, [name, body] as const, outcome] as const,
    ),
    async (s3, [name, body]) => outcomeOf(await put(s3, await s3.newBucket(), name, body)),
  ),
  ...each(
    Object.keys(KEPT).map((name) => [`a missing bucket is not told its ${name}`, name, '404 NoSuchBucket'] as const),
    async (s3, name) => outcomeOf(await put(s3, s3.newName(), name, documentOf(name))),
  ),
  ...each(
    Object.keys(KEPT).map((name) => [`nothing is no ${name}`, name, '400 MissingRequestBodyError'] as const),
    async (s3, name) => outcomeOf(await put(s3, await s3.newBucket(), name, '')),
  ),
]

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

const policies: Behaviour[] = [
  behaviour(
    'a policy is kept, and forgotten',
    async (s3) => {
      const bucket = await s3.newBucket()
      const text = policyFor(bucket)
      const told = outcomeOf(await put(s3, bucket, 'policy', text))
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
      return outcomeOf(await put(s3, bucket, 'policy', policyFor(bucket, change)))
    },
  ),
  behaviour(
    'a bucket that blocks nothing takes a policy for everybody, and says that it is public',
    async (s3) => {
      const bucket = await s3.newBucket()
      await ask(s3, bucket, 'publicAccessBlock', 'DELETE')
      const told = outcomeOf(await put(s3, bucket, 'policy', policyFor(bucket, PUBLIC)))
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
      return outcomeOf(await put(s3, bucket, 'policy', policyOf(bucket)))
    },
  ),
]

/** What a bucket has anyway may be said again. */
const SAID_AGAIN: [name: string, body: string][] = [
  ['requestPayment', '<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>'],
  ['notification', '<NotificationConfiguration/>'],
  ['logging', '<BucketLoggingStatus/>'],
  ['accelerate', '<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>'],
]

const staying: Behaviour[] = [
  ...each(
    SAID_AGAIN.map(
      ([name, body]) => [`a bucket may be told the ${name} that it has`, [name, body] as const, '200'] as const,
    ),
    async (s3, [name, body]) => outcomeOf(await put(s3, await s3.newBucket(), name, body)),
  ),
  ...each(
    ['website', 'replication'].map((name) => [`a bucket forgets the ${name} that it has not`, name, '204'] as const),
    async (s3, name) => outcomeOf(await ask(s3, await s3.newBucket(), name, 'DELETE')),
  ),
  ...each(
    ['analytics', 'intelligent-tiering', 'inventory', 'metrics'].map(
      (name) => [`a new bucket has no list of ${name}`, name, ['200', 'false']] as const,
    ),
    async (s3, name) => {
      const answer = await ask(s3, await s3.newBucket(), name)
      return [outcomeOf(answer), /<IsTruncated>(\w+)</.exec(answer.body)?.[1]]
    },
  ),
]

export const keptSettings: Behaviour[] = [...kept, ...refused, ...policies, ...staying]
