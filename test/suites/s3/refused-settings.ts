import { each, outcomeOf, type Behaviour } from './behaviour.ts'
import { CORS_RULE, documentOf, EXPIRY, KEPT, KMS_RULE, tell } from './setting-documents.ts'

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

/** What no bucket lets itself be told. */
export const refusedSettings: Behaviour[] = [
  ...each(
    REFUSED.map(
      ([what, name, body, outcome]) => [`a setting is refused: ${what}`, [name, body] as const, outcome] as const,
    ),
    async (s3, [name, body]) => outcomeOf(await tell(s3, await s3.newBucket(), name, body)),
  ),
  ...each(
    Object.keys(KEPT).map((name) => [`a missing bucket is not told its ${name}`, name, '404 NoSuchBucket'] as const),
    async (s3, name) => outcomeOf(await tell(s3, s3.newName(), name, documentOf(name))),
  ),
  ...each(
    Object.keys(KEPT).map((name) => [`nothing is no ${name}`, name, '400 MissingRequestBodyError'] as const),
    async (s3, name) => outcomeOf(await tell(s3, await s3.newBucket(), name, '')),
  ),
]
