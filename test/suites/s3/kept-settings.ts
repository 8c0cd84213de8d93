import { behaviour, each, outcomeOf, type Behaviour } from './behaviour.ts'
import { bucketPolicies } from './bucket-policies.ts'
import { refusedSettings } from './refused-settings.ts'
import { ask, documentOf, KEPT, tell } from './setting-documents.ts'

/** What stands within the root element, without namespaces: they differ, and say nothing. */
const contentOf = (xml: string): string =>
  xml
    .replace(/^<\?xml[^>]*>\s*/, '')
    .replaceAll(/ xmlns(?::[a-z]+)?="[^"]*"/g, '')
    .replace(/^<[^>]*>(.*)<\/[^>]*>$/s, '$1')

/** The elements of a document in the order of their text: which of them comes first says nothing. */
const elementsOf = (xml: string): string[] => contentOf(xml).split(/(?=<)/).toSorted()

const kept: Behaviour[] = [
  ...each(
    Object.keys(KEPT).map((name) => [`a bucket is told its ${name}, and says it again`, name, ['200', true]] as const),
    async (s3, name) => {
      const bucket = await s3.newBucket()
      const told = outcomeOf(await tell(s3, bucket, name, documentOf(name)))
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
      await tell(s3, bucket, name, documentOf(name))
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
      await tell(s3, bucket, 'tagging', documentOf('tagging'))
      await tell(s3, bucket, 'tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>')
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
      await tell(s3, bucket, 'encryption', documentOf('encryption'))
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
      await tell(s3, bucket, 'lifecycle', documentOf('lifecycle').replace('<ID>a</ID>', ''))
      return /<ID>[^<]+<\/ID>/.test((await ask(s3, bucket, 'lifecycle')).body)
    },
    true,
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
    async (s3, [name, body]) => outcomeOf(await tell(s3, await s3.newBucket(), name, body)),
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

export const keptSettings: Behaviour[] = [...kept, ...refusedSettings, ...bucketPolicies, ...staying]
