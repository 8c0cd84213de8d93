import { randomUUID } from 'node:crypto'
import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  type BucketLocationConstraint,
  type S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const newName = (): string => `bucket-${randomUUID()}`

const create = async (client: S3Client, Bucket: string, constraint?: string) =>
  await client.send(
    new CreateBucketCommand({
      Bucket,
      ...(constraint === undefined
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: constraint as BucketLocationConstraint } }),
    }),
  )

describe('CreateBucket', () => {
  it('makes the bucket where the LocationConstraint says', async () => {
    const name = newName()
    await create(server.client(), name, 'eu-west-3')
    expect(server.store.buckets.get(name)).toMatchObject({ region: 'eu-west-3', account: '111122223333' })
  })

  it('makes the bucket in the region of the request without one', async () => {
    const name = newName()
    const credential = 'Credential=111122223333/20260101/ap-south-1/s3/aws4_request'
    const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00`
    const { status } = await send(server.port, {
      method: 'PUT',
      path: `/${name}`,
      headers: { authorization },
      body: '',
    })
    expect(status).toBe(200)
    expect(server.store.buckets.get(name).region).toBe('ap-south-1')
  })

  it('refuses a constraint of another region than that of the request', async () => {
    const creating = create(server.client({ region: 'eu-west-1' }), newName(), 'eu-west-2')
    await expect(creating).rejects.toMatchObject({
      name: 'IllegalLocationConstraintException',
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('succeeds again for the owner in us-east-1, and changes nothing', async () => {
    const name = newName()
    await create(server.client(), name)
    const before = server.store.buckets.get(name)
    await create(server.client(), name)
    expect(server.store.buckets.get(name)).toEqual(before)
  })

  it('tells the owner elsewhere that the bucket is there', async () => {
    const name = newName()
    const client = server.client({ region: 'eu-west-3' })
    await create(client, name)
    await expect(create(client, name)).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
      $metadata: { httpStatusCode: 409 },
    })
  })

  it('tells others that the name is taken', async () => {
    const name = newName()
    await create(server.client(), name)
    const creating = create(server.client({ account: '444455556666' }), name)
    await expect(creating).rejects.toMatchObject({ name: 'BucketAlreadyExists', $metadata: { httpStatusCode: 409 } })
  })

  it('the name bedrock belongs to somebody else', async () => {
    await expect(create(server.client(), 'bedrock')).rejects.toMatchObject({ name: 'BucketAlreadyExists' })
  })

  it('says that it cannot make a bucket with tags or an object lock', async () => {
    const tags = new CreateBucketCommand({
      Bucket: newName(),
      CreateBucketConfiguration: { Tags: [{ Key: 'a', Value: 'b' }] },
    })
    const lock = new CreateBucketCommand({ Bucket: newName(), ObjectLockEnabledForBucket: true })
    await expect(server.client().send(tags)).rejects.toMatchObject({ name: 'NotImplemented' })
    await expect(server.client().send(lock)).rejects.toMatchObject({ name: 'NotImplemented' })
  })
})

describe('HeadBucket', () => {
  it('tells the region', async () => {
    const Bucket = newBucket(server.store, { region: 'eu-west-3' })
    const head = await server.client().send(new HeadBucketCommand({ Bucket }))
    expect(head).toMatchObject({ BucketRegion: 'eu-west-3', AccessPointAlias: false })
  })

  it('is refused to who expects another owner', async () => {
    const Bucket = newBucket(server.store)
    const expecting = (account: string) => new HeadBucketCommand({ Bucket, ExpectedBucketOwner: account })
    expect(await server.client().send(expecting('111122223333'))).toMatchObject({ BucketRegion: 'us-east-1' })
    await expect(server.client().send(expecting('444455556666'))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
    await expect(server.client().send(expecting('me'))).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
  })
})

describe('GetBucketLocation', () => {
  it('is the text of its root element, and none for us-east-1', async () => {
    const [here, there] = [newBucket(server.store), newBucket(server.store, { region: 'eu-west-3' })]
    const answers = await Promise.all(
      [here, there].map(async (name) => await send(server.port, { method: 'GET', path: `/${name}?location` })),
    )
    const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
    expect(answers.map(({ body }) => body.replace(/^<\?xml[^>]*>/, ''))).toEqual([
      `<LocationConstraint ${namespace}></LocationConstraint>`,
      `<LocationConstraint ${namespace}>eu-west-3</LocationConstraint>`,
    ])
    expect(answers[1]!.headers['x-amz-bucket-region']).toBe('eu-west-3')
  })

  it('is read by the SDK', async () => {
    const Bucket = newBucket(server.store, { region: 'eu-west-3' })
    const location = await server.client().send(new GetBucketLocationCommand({ Bucket }))
    expect(location.LocationConstraint).toBe('eu-west-3')
  })
})

describe('ListBuckets', () => {
  const account = '777788889999'
  beforeAll(() => {
    for (const name of ['list-c', 'list-a', 'list-b'])
      server.store.buckets.create({ name, account, region: 'us-east-1' })
    server.store.buckets.create({ name: 'other-region', account, region: 'eu-west-3' })
  })

  const list = async (input: object): Promise<(string | undefined)[]> => {
    const { Buckets = [] } = await server.client({ account }).send(new ListBucketsCommand(input))
    return Buckets.map(({ Name }) => Name)
  }

  it("shows the caller's own, by name", async () => {
    expect(await list({})).toEqual(['list-a', 'list-b', 'list-c', 'other-region'])
  })

  it('shows when they were made, and whose they are', async () => {
    const { Buckets, Owner } = await server.client({ account }).send(new ListBucketsCommand({ Prefix: 'list-a' }))
    expect(Buckets).toEqual([
      {
        Name: 'list-a',
        CreationDate: new Date('2026-01-02T03:04:05.000Z'),
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::list-a',
      },
    ])
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/)
  })

  it('filters by prefix and by region', async () => {
    expect(await list({ Prefix: 'list-' })).toEqual(['list-a', 'list-b', 'list-c'])
    expect(await list({ BucketRegion: 'eu-west-3' })).toEqual(['other-region'])
  })
})
