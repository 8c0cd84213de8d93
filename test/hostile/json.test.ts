import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { jobParameters } from '../support/bedrock.ts'
import { ask, head } from '../support/hostile/connect.ts'
import { sendTo } from '../support/raw-http.ts'

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data', 'in-put', 'out-put'] })
})
afterAll(async () => await outcrop.close())

const post = async (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  await sendTo(outcrop.url, { method: 'POST', path, headers, body })

const create = async (body: string | Buffer, headers?: Record<string, string>) =>
  await post('/model-invocation-job', body, headers)

/** Create's parameters with one member as it is written here. */
const withMember = (name: string, text: string): string =>
  `${JSON.stringify(jobParameters({ jobName: `job-${name}` })).slice(0, -1)},"${name}":${text}}`

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)

describe('JSON', () => {
  it.each([
    ['arrays that never end', '['.repeat(1_000_000)],
    ['objects that never end', '{"a":'.repeat(200_000)],
    ['arrays as deep as fit', nested('[', ']', 500_000)],
    ['what is compressed', gzipSync(JSON.stringify(jobParameters()))],
    ['a null byte', '{"jobName":"a\0b"}'],
    ['UTF-16', Buffer.from(JSON.stringify(jobParameters()), 'utf16le')],
    ['two documents', '{}{}'],
    ['an array', '[{"jobName":"a"}]'],
    ['a number that is too large', `{"timeoutDurationInHours":1e400}`],
    ['a number with a million digits', `{"timeoutDurationInHours":${'9'.repeat(1_000_000)}}`],
    ['more than a mebibyte', `{"jobName":"${'a'.repeat(1024 * 1024)}"}`],
  ])('of %s is refused in the words of Bedrock', async (_, body) => {
    const answer = await create(body, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } })
    expect(JSON.parse(answer.body)).toEqual({ message: expect.any(String) })
  })

  it.each([
    ['a member that nobody reads', 'unknown', nested('{"a":[', ']}', 80_000)],
    ['a list', 'tags', nested('[', ']', 400_000)],
    ['an item of a list', 'tags', `[${nested('[', ']', 400_000)}]`],
    ['a text', 'jobName', nested('[', ']', 400_000)],
    ['a structure', 'vpcConfig', `{"subnetIds":[${nested('[', ']', 400_000)}],"securityGroupIds":["a"]}`],
    [
      'too many items',
      'tags',
      `[${Array.from({ length: 300 }, () => nested('{"a":', '}', 1).replace('}', '1}')).join(',')}]`,
    ],
  ])('that is deep in %s has an answer', async (_, name, text) => {
    const { status, headers } = await create(withMember(name, text))
    expect(status === 200 || (status === 400 && headers['x-amzn-errortype'] !== undefined)).toBe(true)
  })

  it('in bytes that are no UTF-8 names nothing', async () => {
    const answer = await create(Buffer.from('{"jobName":"\u00e9\u00ff"}', 'latin1'))
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': expect.any(String) } })
  })

  it('with a name twice means the last one', async () => {
    const answer = await create(withMember('jobName', '"not a name"'))
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } })
    expect(answer.body).toContain("'not a name' at 'jobName'")
  })

  it.each(['__proto__', 'constructor', 'prototype'])('with members named %s changes no prototype', async (name) => {
    const evil = '{"jobName":"inherited","polluted":"yes","prototype":{"polluted":"yes"}}'
    expect(await create(`{"${name}":${evil}}`)).toMatchObject({
      status: 400,
      body: expect.stringContaining("'jobName'"),
    })
    const admin = await post('/_outcrop/clock', `{"${name}":${evil}}`)
    expect(admin.status).toBeGreaterThanOrEqual(400)
    expect(admin.body).not.toContain('polluted')
    expect(Object.prototype).not.toHaveProperty('polluted')
    expect((await create('{}')).body).toContain("Value null at 'jobName'")
  })

  it('keeps tags whose names are those of prototypes', async () => {
    const tags = ['__proto__', 'constructor', 'hasOwnProperty'].map((key) => ({ key, value: key }))
    const { body } = await create(JSON.stringify(jobParameters({ jobName: 'tagged', tags })))
    const { jobArn } = JSON.parse(body) as { jobArn: string }
    const listed = await post('/listTagsForResource', JSON.stringify({ resourceARN: jobArn }))
    // AWS's own pattern has no underscore first.
    expect(JSON.parse(listed.body)).toEqual({ tags })
  })
})

describe('queries and headers', () => {
  it.each(['/model-invocation-jobs', '/data', '/data/key', '/_outcrop/jobs'])(
    'of %s with names of prototypes are read past, or refused',
    async (path) => {
      const query = '__proto__=1&constructor=2&__proto__[status]=200&hasOwnProperty=3&toString=4'
      const answer = await sendTo(outcrop.url, { method: 'GET', path: `${path}?${query}`, headers: { __proto__: 'x' } })
      expect([200, 400, 404]).toContain(answer.status)
    },
  )

  it('keep metadata whose names are those of prototypes', async () => {
    const lines = ['x-amz-meta-__proto__: p', 'x-amz-meta-constructor: c', 'x-amz-meta-hasOwnProperty: h']
    const put = head('PUT /data/metadata HTTP/1.1', 'Host: localhost', ...lines, 'Content-Length: 0')
    expect((await ask(outcrop.url, put)).status).toBe(200)
    const { headers } = await ask(outcrop.url, head('HEAD /data/metadata HTTP/1.1', 'Host: localhost'), 'HEAD')
    expect(['__proto__', 'constructor', 'hasownproperty'].map((name) => headers.get(`x-amz-meta-${name}`))).toEqual([
      'p',
      'c',
      'h',
    ])
  })
})
