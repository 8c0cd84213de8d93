import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type BedrockClient,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, createJob } from '../../support/bedrock.ts'

const tagsOf = async (client: BedrockClient, resourceARN: string) =>
  (await client.send(new ListTagsForResourceCommand({ resourceARN }))).tags

test('tags are added, replaced and removed', async () => {
  const { client } = await bedrockClient()
  const resourceARN = await createJob(client, { tags: [{ key: 'a', value: '1' }] })
  await client.send(
    new TagResourceCommand({
      resourceARN,
      tags: [
        { key: 'b', value: '' },
        { key: 'a', value: '2' },
      ],
    }),
  )
  expect(await tagsOf(client, resourceARN)).toEqual([
    { key: 'a', value: '2' },
    { key: 'b', value: '' },
  ])
  await client.send(new UntagResourceCommand({ resourceARN, tagKeys: ['a', 'never-there'] }))
  expect(await tagsOf(client, resourceARN)).toEqual([{ key: 'b', value: '' }])
})

test('a job without tags has an empty list', async () => {
  const { client } = await bedrockClient()
  expect(await tagsOf(client, await createJob(client))).toEqual([])
})

test('the 201st tag is one too many', async () => {
  const { client } = await bedrockClient()
  const tags = Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, value: 'v' }))
  const resourceARN = await createJob(client, { tags })
  await client.send(new TagResourceCommand({ resourceARN, tags: [{ key: 'k0', value: 'other' }] }))
  await expect(
    client.send(new TagResourceCommand({ resourceARN, tags: [{ key: 'new', value: 'v' }] })),
  ).rejects.toMatchObject({
    name: 'TooManyTagsException',
    resourceName: resourceARN,
    $metadata: { httpStatusCode: 400 },
  })
})

describe('a resource', () => {
  test('that is not there is not found', async () => {
    const { client } = await bedrockClient()
    const resourceARN = 'arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz'
    await expect(tagsOf(client, resourceARN)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(client.send(new TagResourceCommand({ resourceARN, tags: [] }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(client.send(new UntagResourceCommand({ resourceARN, tagKeys: [] }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test('of a form that cannot be tagged is a ValidationException', async () => {
    const { client } = await bedrockClient()
    await expect(tagsOf(client, 'arn:aws:s3:::some-bucket-of-mine')).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })

  const finishedJob = async (finishedJobTags: 'readable' | 'refused') => {
    const { client, outcrop } = await bedrockClient({ unverified: { finishedJobTags } })
    const resourceARN = await createJob(client, { tags: [{ key: 'a', value: '1' }] })
    await outcrop.jobs.runUntil(resourceARN, 'Failed')
    return { client, resourceARN }
  }

  test('that has finished keeps its tags', async () => {
    const { client, resourceARN } = await finishedJob('readable')
    expect(await tagsOf(client, resourceARN)).toHaveLength(1)
  })

  test('that has finished refuses its tags where the setting says so', async () => {
    const { client, resourceARN } = await finishedJob('refused')
    await expect(tagsOf(client, resourceARN)).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

test('tags that break constraints are refused, and none of the request is kept', async () => {
  const { client } = await bedrockClient()
  const resourceARN = await createJob(client)
  const tags = [
    { key: 'fine', value: 'v' },
    { key: 'no#hash', value: 'v' },
  ]
  await expect(client.send(new TagResourceCommand({ resourceARN, tags }))).rejects.toThrow(
    /^1 validation error detected: Value 'no#hash' at 'tags.2.member.key'/,
  )
  expect(await tagsOf(client, resourceARN)).toEqual([])
})
