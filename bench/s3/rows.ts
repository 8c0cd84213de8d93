import { randomBytes } from 'node:crypto'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { Client, type Wanted } from './client.ts'
import type { Server } from './server.ts'

/** One line of the table: what is done, and how fast a server does it, in a unit of which more is better. */
export interface Row {
  name: string
  unit: 'requests/s' | 'MB/s' | 'keys/s' | 'records/s'
  measure(server: Server, round: number): Promise<number>
}

interface Size {
  name: string
  bytes: number
  count: number
  connections: number
  unit: 'requests/s' | 'MB/s'
}

const SIZES: Size[] = [
  { name: '1 KB', bytes: 1000, count: 2000, connections: 8, unit: 'requests/s' },
  { name: '1 MB', bytes: 1_000_000, count: 100, connections: 4, unit: 'MB/s' },
  { name: '64 MB', bytes: 64_000_000, count: 6, connections: 2, unit: 'MB/s' },
]

function rowsOf({ name, bytes, count, connections, unit }: Size): Row[] {
  const body = randomBytes(bytes)
  const run = (method: 'GET' | 'PUT') => async (server: Server, round: number) => {
    const client = new Client(server, connections)
    const wanted = Array.from({ length: count }, (_, index): Wanted => {
      const path = `/bench/${name.replace(' ', '')}/${method === 'PUT' ? round : 0}/${index}`
      return method === 'PUT' ? { method, path, body } : { method, path }
    })
    const seconds = await client.sendAll(wanted)
    client.close()
    return unit === 'MB/s' ? (count * bytes) / 1e6 / seconds : count / seconds
  }
  return [
    { name: `put ${name}`, unit, measure: run('PUT') },
    { name: `get ${name}`, unit, measure: run('GET') },
  ]
}

const KEYS = 10_000
const TOKEN = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/

export async function putKeys(server: Server): Promise<void> {
  const client = new Client(server, 8)
  const wanted = Array.from({ length: KEYS }, (_, index): Wanted => ({
    method: 'PUT',
    path: `/bench/list/${index}`,
    body: Buffer.from('x'),
  }))
  await client.sendAll(wanted)
  client.close()
}

async function list(server: Server): Promise<number> {
  const client = new Client(server, 1)
  const started = performance.now()
  let keys = 0
  let token: string | undefined
  do {
    const query = { 'list-type': '2', prefix: 'list/', ...(token !== undefined && { 'continuation-token': token }) }
    const path = await client.sign({ method: 'GET', path: '/bench', query })
    const page = await client.send('GET', path, { isText: true })
    keys += page.split('<Contents>').length - 1
    token = TOKEN.exec(page)?.[1]
  } while (token !== undefined)
  client.close()
  if (keys !== KEYS) throw new Error(`${server.name} lists ${keys} keys of ${KEYS}`)
  return (keys / (performance.now() - started)) * 1000
}

const RECORDS = 100_000
const text = 'A ticket of usual length about a backpack whose zip broke on the second day. '.repeat(20)
const toLine = (index: number): string =>
  `${JSON.stringify({ recordId: `R${index}`, modelInput: { messages: [{ role: 'user', content: [{ text: `${index} ${text}` }] }] } })}\n`

export async function putRecords(server: Server): Promise<void> {
  const client = new S3Client(settingsOf(server))
  const Body = Buffer.from(Array.from({ length: RECORDS }, (_, index) => toLine(index)).join(''))
  await new Upload({ client, params: { Bucket: 'bench', Key: 'in.jsonl', Body } }).done()
  client.destroy()
}

const settingsOf = ({ url, credentials }: Server) => ({
  endpoint: url,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials,
})

async function job(server: Server, round: number): Promise<number> {
  const client = new BedrockClient(settingsOf(server))
  const started = performance.now()
  const { jobArn: jobIdentifier } = await client.send(
    new CreateModelInvocationJobCommand({
      jobName: `bench-${round}`,
      roleArn: 'arn:aws:iam::000000000000:role/bench',
      modelId: 'amazon.nova-lite-v1:0',
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://bench/in.jsonl' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bench/out/' } },
    }),
  )
  for (;;) {
    const { status, message } = await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))
    if (status === 'Completed') break
    if (status === 'Failed') throw new Error(`${server.name}: ${message}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  client.destroy()
  return (RECORDS / (performance.now() - started)) * 1000
}

export const ROWS: Row[] = [
  ...SIZES.flatMap(rowsOf),
  { name: `list ${KEYS} keys`, unit: 'keys/s', measure: list },
  { name: `job of ${RECORDS} records`, unit: 'records/s', measure: job },
]
