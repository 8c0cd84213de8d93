import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Outcrop } from '../../../index.ts'
import { admin } from '../../support/admin.ts'
import { bedrockClient, createJob, raw } from '../../support/bedrock.ts'
import { novaLines } from '../../support/job-engine.ts'

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

interface Document {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
}

const documentOf = async (outcrop: Outcrop): Promise<Document> =>
  (await admin(outcrop, '/openapi.json')) as unknown as Document

const ajv = new Ajv2020({ strict: false, validateFormats: false })

/** Sends a request to the admin API and says what of the answer its document does not allow. */
async function check(outcrop: Outcrop, document: Document, [method, path, body]: [string, string, unknown?]) {
  const { [method.toLowerCase()]: operation } = document.paths[path.split('?', 1)[0]!] ?? {}
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await raw(outcrop, method, path, sent)
  const type = String(answer.headers['content-type']).split(';', 1)[0]!
  const schema = operation?.responses[answer.status]?.content?.[type]?.schema
  if (!schema) return { status: answer.status, errors: `no schema of ${type}` }
  const validate = ajv.compile(schema)
  validate(type === 'application/json' ? JSON.parse(answer.body) : answer.body)
  return { status: answer.status, errors: validate.errors }
}

test('it is OpenAPI 3.1, and every operation has a summary', async () => {
  const { outcrop } = await bedrockClient()
  const document = await documentOf(outcrop)
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: expect.stringMatching(/^\d/) } })
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations.length).toBeGreaterThan(12)
  expect(operations.filter(({ summary = '' }) => summary === '')).toEqual([])
})

test('it has every route that there is, and no other', async () => {
  const { outcrop } = await bedrockClient()
  const { paths } = await documentOf(outcrop)
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const { see } = (await admin(outcrop, '')) as unknown as { see: Record<string, string> }
  expect(told.toSorted()).toEqual(Object.keys(see).toSorted())
  for (const route of told) {
    const [method, path] = route.split(' ') as [string, string]
    // An empty body where one is wanted is refused, but not as a path that is not there.
    expect((await raw(outcrop, method, path)).status).not.toBe(404)
  }
})

describe('answers are as it says', () => {
  test.each([
    ['GET', '/_outcrop'],
    ['GET', '/_outcrop/health'],
    ['GET', '/_outcrop/ready'],
    ['GET', '/_outcrop/config'],
    ['GET', '/_outcrop/s3'],
    ['GET', '/_outcrop/jobs'],
    ['GET', '/_outcrop/jobs?limit=1'],
    ['GET', '/_outcrop/clock'],
    ['POST', '/_outcrop/clock', { advance: '1h' }],
    ['GET', '/_outcrop/requests'],
    ['GET', '/_outcrop/requests?status=4xx&limit=2'],
    ['DELETE', '/_outcrop/requests'],
    ['GET', '/_outcrop/metrics'],
    ['GET', '/_outcrop/snapshot'],
    ['GET', '/_outcrop/openapi.json'],
    ['POST', '/_outcrop/reset?what=jobs'],
  ] as [string, string, unknown?][])('%s %s', async (...request) => {
    const { outcrop, client } = await bedrockClient({
      relaxed: true,
      seed: 's',
      buckets: ['in-put', 'out-put'],
      credentials: [{ accessKeyId: 'a', secretAccessKey: 'b', account: '111122223333' }],
      quotas: { maxRecords: 10 },
    })
    await raw(outcrop, 'PUT', '/in-put/records.jsonl', { body: novaLines(3) })
    const done = await createJob(client, { modelId: 'amazon.nova-lite-v1:0' })
    await createJob(client, {
      jobName: 'fails',
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://gone/a.jsonl' } },
    })
    await outcrop.jobs.runUntil(done, 'Completed')
    await createJob(client, { jobName: 'waits' })
    expect(await check(outcrop, await documentOf(outcrop), request)).toEqual({ status: 200, errors: null })
  })

  test.each([
    [400, ['GET', '/_outcrop/jobs?limit=0']],
    [400, ['GET', '/_outcrop/requests?since=now']],
    [400, ['POST', '/_outcrop/clock', {}]],
    [404, ['POST', '/_outcrop/clock', { runUntil: { job: 'none', status: 'Failed' } }]],
    [400, ['POST', '/_outcrop/reset?what=nothing']],
  ] as [number, [string, string, unknown?]][])('%i for %j', async (status, request) => {
    const { outcrop } = await bedrockClient()
    expect(await check(outcrop, await documentOf(outcrop), request)).toEqual({ status, errors: null })
  })
})

test('what may be asked is as it says', async () => {
  const { outcrop } = await bedrockClient()
  const { paths } = await documentOf(outcrop)
  const parametersOf = (path: string) => paths[path]!['get']!.parameters!.map(({ name }) => name)
  expect(parametersOf('/_outcrop/requests')).toEqual(
    expect.arrayContaining(['api', 'operation', 'status', 'since', 'path', 'contains', 'limit']),
  )
  const { schema } = paths['/_outcrop/clock']!['post']!.requestBody!.content['application/json']!
  const validate = ajv.compile(schema)
  expect([validate({ advance: '2h' }), validate({ advance: [] }), validate({})]).toEqual([true, false, false])
})
