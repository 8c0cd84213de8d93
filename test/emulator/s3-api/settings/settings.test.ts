import * as s3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../../support/buckets.ts'
import { elementOf, send } from '../../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const Tagging = { TagSet: [{ Key: 'who', Value: 'me' }] }

describe('a setting', () => {
  it.each<[string, string, string]>([
    [
      'versioning',
      '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      'an object has one version',
    ],
    [
      'versioning',
      '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>',
      'an object has one version',
    ],
    ['object-lock', '<ObjectLockConfiguration/>', 'overwritten'],
    ['replication', '<ReplicationConfiguration/>', 'copies'],
    ['website', '<WebsiteConfiguration/>', 'web sites'],
    ['notification', '<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>', 'events'],
    ['logging', '<BucketLoggingStatus><LoggingEnabled/></BucketLoggingStatus>', 'logs'],
    ['accelerate', '<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>', 'one endpoint'],
    [
      'requestPayment',
      '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
      'nobody pays',
    ],
    [
      'ownershipControls',
      '<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>',
      'access control lists',
    ],
  ])('that would make the bucket another one is refused with a reason: %s %s', async (name, body, why) => {
    const bucket = newBucket(server.store)
    const answer = await send(server.port, { method: 'PUT', path: `/${bucket}?${name}`, body })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([501, 'NotImplemented'])
    expect(elementOf(answer.body, 'Message')).toContain(why)
    expect(elementOf(answer.body, 'Message')).toContain('--s3 minio')
  })

  it('of a missing bucket is missing, also where it would be refused', async () => {
    const answer = await send(server.port, {
      method: 'PUT',
      path: '/no-such-bucket?website',
      body: '<WebsiteConfiguration/>',
    })
    expect(elementOf(answer.body, 'Code')).toBe('NoSuchBucket')
  })

  it('that cannot be read changes nothing', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    await client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging }))
    const broken = new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'aws:a', Value: '' }] } })
    await expect(client.send(broken)).rejects.toMatchObject({ name: 'InvalidTag' })
    expect((await client.send(new s3.GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(Tagging.TagSet)
  })

  it('comes back in dates, numbers and booleans of the SDK', async () => {
    const Bucket = newBucket(server.store)
    const rule: s3.LifecycleRule = {
      ID: 'all of it',
      Status: 'Disabled',
      Filter: { And: { Prefix: 'a&b/', Tags: [{ Key: 'k', Value: '' }], ObjectSizeGreaterThan: 3 } },
      Transitions: [{ Date: new Date('2030-01-02T00:00:00Z'), StorageClass: 'GLACIER' }],
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    }
    const LifecycleConfiguration = { Rules: [rule] }
    const size = { TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' as const }
    const client = server.client()
    const told = await client.send(
      new s3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration, ...size }),
    )
    const { Rules, ...got } = await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }))
    expect(Rules).toEqual([rule])
    expect([told, got]).toMatchObject([size, size])
  })

  it('outlives what is in the bucket, and ends with the bucket', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    await client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging }))
    await client.send(new s3.DeleteBucketCommand({ Bucket }))
    expect(server.database.prepare('select * from bucket_settings where bucket = ?').all(Bucket)).toEqual([])
  })

  it('of an unknown kind of document is refused before any of it is kept', async () => {
    const bucket = newBucket(server.store)
    const document = '<!DOCTYPE a [<!ENTITY e "x">]><Tagging><TagSet/></Tagging>'
    const answer = await send(server.port, { method: 'PUT', path: `/${bucket}?tagging`, body: document })
    expect(elementOf(answer.body, 'Code')).toBe('MalformedXML')
  })
})

describe('the encryption of a bucket', () => {
  const rule = (encryption: s3.ServerSideEncryptionByDefault) => ({
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: encryption, BucketKeyEnabled: true }],
    },
  })

  it('is that of uploads in parts, of copies, and of what jobs write', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    await client.send(new s3.PutObjectCommand({ Bucket, Key: 'source', Body: 'x' }))
    await client.send(
      new s3.PutBucketEncryptionCommand({ Bucket, ...rule({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k' }) }),
    )
    const upload = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: 'parts' }))
    const copy = await client.send(new s3.CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/source` }))
    const writer = server.store.write(Bucket, 'job', { contentType: 'text/plain' })
    await writer.write(Buffer.from('x'))
    await writer.complete()
    const written = await client.send(new s3.HeadObjectCommand({ Bucket, Key: 'job' }))
    const source = await client.send(new s3.HeadObjectCommand({ Bucket, Key: 'source' }))
    const expected = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k', BucketKeyEnabled: true }
    expect([upload, copy, written]).toMatchObject([expected, expected, expected])
    expect(source.ServerSideEncryption).toBe('AES256')
  })

  it('without a key is with that of the account, in the region of the bucket', async () => {
    const Bucket = newBucket(server.store, { region: 'eu-west-3', account: '444455556666' })
    const client = server.client()
    await client.send(new s3.PutBucketEncryptionCommand({ Bucket, ...rule({ SSEAlgorithm: 'aws:kms:dsse' }) }))
    const { SSEKMSKeyId } = await client.send(new s3.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))
    expect(SSEKMSKeyId).toBe('arn:aws:kms:eu-west-3:444455556666:alias/aws/s3')
  })
})

describe('a policy', () => {
  const policyOf = (resource: string, action = 's3:GetObject') =>
    JSON.stringify({ Statement: { Effect: 'Deny', Principal: { AWS: '*' }, Action: action, Resource: resource } })
  const put = async (Bucket: string, Policy: string) =>
    await server.client().send(new s3.PutBucketPolicyCommand({ Bucket, Policy }))

  it.each([
    'arn:aws:s3:::BUCKET',
    'arn:aws:s3:::BUCKET/*',
    'arn:aws-cn:s3:::BUCKET/a',
    'arn:aws:s3:::*',
    'arn:aws:s3:::bucket-*/a',
  ])('may be about %s', async (resource) => {
    const bucket = newBucket(server.store)
    await expect(put(bucket, policyOf(resource.replace('BUCKET', bucket)))).resolves.toBeDefined()
  })

  it.each([
    'BUCKET',
    'arn:aws:s3:::BUCKET2/*',
    'arn:aws:sqs:::BUCKET',
    'arn:aws:s3:us-east-1::BUCKET',
    'arn:aws:s3:::other-*',
    '',
  ])('may not be about %s', async (resource) => {
    const bucket = newBucket(server.store)
    const putting = put(bucket, policyOf(resource.replace('BUCKET', bucket)))
    await expect(putting).rejects.toMatchObject({ name: 'MalformedPolicy', message: 'Policy has invalid resource' })
  })

  it.each([
    ['a text', '"x"'],
    ['nothing', '{"Statement":[]}'],
    ['no statement', '{"Statement":["x"]}'],
    ['null', '{"Statement":null}'],
    ['an action of another kind', policyOf('arn:aws:s3:::*', '7').replace('"7"', '7')],
    ['names that every object has', '{"__proto__":{"Statement":[]},"constructor":1}'],
  ])('is not %s', async (_what, Policy) => {
    await expect(put(newBucket(server.store), Policy)).rejects.toMatchObject({ name: 'MalformedPolicy' })
  })
})
