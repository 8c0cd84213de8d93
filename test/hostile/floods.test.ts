import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { ask, connect, head } from '../support/hostile/connect.ts'
import { faultOf, type Api } from '../support/hostile/api-shapes.ts'

/** As much as fits into a head. */
const ROOM = 15_000

let outcrop: Outcrop
let strict: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'] })
  strict = await startOutcrop({ auth: 'verify', buckets: ['data'] })
})
afterAll(async () => {
  await outcrop.close()
  await strict.close()
})

const scope = (service: string): string =>
  `Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

const APIS: [api: Api, target: string, ...lines: string[]][] = [
  ['s3', '/data?prefix=a', scope('s3')],
  ['bedrock', '/model-invocation-jobs?nameContains=a', scope('bedrock')],
  ['identity', '/?Action=GetCallerIdentity', scope('sts')],
  ['admin', '/_outcrop/jobs?limit=1'],
  ['gateway', '/v1/files?limit=1'],
]

describe.each(APIS)('%s', (api, target, ...lines) => {
  const get = async (url: string, more: string[], path = target) =>
    await ask(url, head(`GET ${path} HTTP/1.1`, 'Host: localhost', ...lines, ...more))

  it.each([
    ['thousands of headers', Array.from({ length: 2500 }, (_, at) => `x${at}:`)],
    ['one header thousands of times', Array.from({ length: 1500 }, () => 'x-amz-meta-a: b')],
    ['a header that fills the head', [`x-amz-meta-a: ${'b'.repeat(ROOM)}`]],
    ['a name that fills the head', [`${'b'.repeat(ROOM)}: c`]],
  ])('answers to %s', async (_, more) => {
    for (const { url } of [outcrop, strict]) expect(faultOf(await get(url, more), { api })).toBeUndefined()
  })

  it.each([
    ['thousands of parameters', '&a=b'.repeat(ROOM / 4)],
    ['one parameter thousands of times', '&X-Amz-Signature=b'.repeat(ROOM / 18)],
    ['parameters without names', '&'.repeat(ROOM)],
    ['a value that fills the head', `&a=${'%41'.repeat(ROOM / 3 - 10)}`],
  ])('answers to %s', async (_, more) => {
    for (const { url } of [outcrop, strict]) expect(faultOf(await get(url, [], target + more), { api })).toBeUndefined()
  })

  it('refuses a head beyond all measure, and closes the connection', async () => {
    const connection = connect(outcrop.url)
    connection.write(head(`GET ${target} HTTP/1.1`, 'Host: localhost', ...lines).slice(0, -2))
    connection.write('x-amz-meta-a: b\r\n'.repeat(10_000))
    expect(await connection.answer()).toMatchObject({ status: 431, body: '' })
    await connection.closed()
  })
})

/** Texts on which patterns with two ways to read the same go through all of them. */
const EVIL: [what: string, text: string][] = [
  ['one letter', 'a'.repeat(ROOM)],
  ['letters and an end that does not fit', `${'a'.repeat(ROOM)}!`],
  ['hyphens', `a${'-'.repeat(ROOM)}!`],
  ['letters and hyphens', `${'a-'.repeat(ROOM / 2)}!`],
  ['dots', `${'a.'.repeat(ROOM / 2)}!`],
  ['slashes', `s3://aaa${'/'.repeat(ROOM)}!`],
  ['colons', `arn:aws${':'.repeat(ROOM)}!`],
  ['commas', `AWS4-HMAC-SHA256 Credential=${','.repeat(ROOM)}!`],
  ['blanks', `AWS4-HMAC-SHA256 ${' '.repeat(ROOM)}!`],
  ['equal signs', `AWS4-HMAC-SHA256 ${'='.repeat(ROOM)}!`],
  ['parts without end', `AWS4-HMAC-SHA256 ${'Credential=a/'.repeat(ROOM / 13)}!`],
  [
    'names without end',
    `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s3/aws4_request, SignedHeaders=${'host;'.repeat(ROOM / 5)}, Signature=0`,
  ],
  ['a bearer', `Bearer ${' '.repeat(ROOM)}!`],
  ['a bearer of a link', `Bearer bedrock-api-key-${Buffer.from(`a/?${'&'.repeat(ROOM / 2)}`).toString('base64')}`],
  ['digits', '9'.repeat(ROOM)],
  ['percent signs', '%41'.repeat(ROOM / 3)],
]
const HEADERS = [
  'authorization',
  'host',
  'origin',
  'range',
  'if-match',
  'if-modified-since',
  'content-type',
  'content-md5',
  'x-amz-date',
  'x-amz-tagging',
  'x-amz-copy-source',
  'x-amz-security-token',
  'x-amz-content-sha256',
  'x-amz-trailer',
  'x-amz-checksum-crc32',
]

describe.each(EVIL)('a text of %s', (_, text) => {
  it('stops nobody, whichever header it is in', async () => {
    for (const name of HEADERS)
      for (const { url } of [outcrop, strict])
        for (const service of ['s3', 'bedrock']) {
          const lines = name === 'authorization' ? [] : [scope(service)]
          const host = name === 'host' ? [] : ['Host: localhost']
          const answer = await ask(
            url,
            head('PUT /data/key HTTP/1.1', ...host, ...lines, `${name}: ${text}`, 'Content-Length: 0'),
          )
          expect(faultOf(answer, { api: undefined })).toBeUndefined()
        }
  })

  it('stops nobody in a URL', async () => {
    const encoded = encodeURIComponent(text.slice(0, ROOM / 3))
    for (const path of [
      `/data/${encoded}`,
      `/data?prefix=${encoded}`,
      `/model-invocation-job/${encoded}`,
      `/model-invocation-jobs?nameContains=${encoded}`,
      `/v1/${encoded}`,
      `/_outcrop/jobs?limit=${encoded}`,
    ])
      expect(
        faultOf(await ask(outcrop.url, head(`GET ${path} HTTP/1.1`, 'Host: localhost')), { api: undefined }),
      ).toBeUndefined()
  })

  it('stops nobody in the parameters of a job, however long', async () => {
    const long = text.repeat(10)
    const members = ['jobName', 'roleArn', 'clientRequestToken', 'modelId']
    const config = { s3InputDataConfig: { s3Uri: long }, s3OutputDataConfig: { s3Uri: long, s3EncryptionKeyId: long } }
    const named = Object.fromEntries(members.map((name) => [name, long]))
    const body = JSON.stringify({
      ...named,
      inputDataConfig: config,
      outputDataConfig: config,
      tags: [{ key: long, value: long }],
    })
    const lines = ['POST /model-invocation-job HTTP/1.1', 'Host: localhost', `Content-Length: ${body.length}`]
    expect(await ask(outcrop.url, head(...lines) + body)).toMatchObject({ status: 400 })
    const resource = JSON.stringify({ resourceARN: long, tagKeys: [long] })
    for (const path of ['/listTagsForResource', '/untagResource']) {
      const bytes = head(`POST ${path} HTTP/1.1`, 'Host: localhost', `Content-Length: ${resource.length}`) + resource
      expect(await ask(outcrop.url, bytes)).toMatchObject({ status: 400 })
    }
  })
})

it('a form costs what it is long, whatever its parameters are named', async () => {
  const send = async (parameters: string[]): Promise<number> => {
    const body = `Action=GetCallerIdentity&Version=2011-06-15&${parameters.join('&')}`
    const headers = { authorization: scope('sts').replace('Authorization: ', '') }
    const before = performance.now()
    expect((await fetch(outcrop.url, { method: 'POST', headers, body })).status).toBe(200)
    return performance.now() - before
  }
  const named = Array.from({ length: 13_000 }, (_, at) => `${at.toString(36)}=`)
  const alike = named.map((pair) => `${'a'.repeat(pair.length - 1)}=`)
  await send(named)
  const times = { named: Infinity, alike: Infinity }
  for (let round = 0; round < 5; round += 1) {
    times.named = Math.min(times.named, await send(named))
    times.alike = Math.min(times.alike, await send(alike))
  }
  // A tenfold would do; to look through all for each is a hundredfold.
  expect(times.named / times.alike).toBeLessThan(15)
})

it('hundreds of connections that ask nothing keep nobody from being answered', async () => {
  const idle = Array.from({ length: 500 }, () => connect(outcrop.url))
  for (const connection of idle) connection.write('GET /_outcrop/health HTTP/1.1\r\nHost: local')
  expect((await fetch(`${outcrop.url}/data`)).status).toBe(200)
  for (const connection of idle) connection.write('host\r\nConnection: close\r\n\r\n')
  const answers = await Promise.all(idle.map(async (connection) => (await connection.answer())?.status))
  expect(answers).toEqual(idle.map(() => 200))
})

it('a thousand requests that are sent without waiting are answered in their order', async () => {
  await fetch(`${outcrop.url}/data/first`, { method: 'PUT', body: 'first' })
  const connection = connect(outcrop.url)
  const targets = Array.from({ length: 1000 }, (_, at) =>
    at % 3 === 0 ? '/data/first' : at % 3 === 1 ? '/data/none' : '/_outcrop/health',
  )
  connection.write(targets.map((target) => head(`GET ${target} HTTP/1.1`, 'Host: localhost')).join(''))
  for (const target of targets) {
    const answer = await connection.answer()
    expect(answer?.status).toBe(target === '/data/none' ? 404 : 200)
    expect(answer?.body.startsWith(target === '/data/first' ? 'first' : target === '/data/none' ? '<?xml' : '{')).toBe(
      true,
    )
  }
})
