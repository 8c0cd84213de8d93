import { readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { basename, dirname, join, sep } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startOutcrop, type Outcrop } from '../../../index.ts'
import { temporaryFolder } from '../../support/store.ts'

/** What a key may be made of that is something else in a path, a URL, a query, a header, XML, SQL or a shell. */
const PARTS = String.raw`a + % %20 %2F %2e %00 & = ? # ; : @ $ , ~ | . .. / // \ * ' " < &amp; ]]> { - _ é ключ 鍵 🔑 A`
  .split(' ')
  .concat([' ', '`', '\u0001', '\t', '\n', '\r', '\u007f', '\u0085', '\u2028', '\ufeff', '\uffff', '\u202e'])
  .concat(['e\u0301', '\u{10ffff}'])

/** Paths of the data folder and of the machine, in the spellings of several systems. */
const PATHS = ['outcrop.sqlite', 'outcrop.sqlite-wal', 'objects', 'etc/passwd', 'CON', 'NUL.txt', 'C:/boot.ini', '.git']
const PREFIXES = [
  '',
  '/',
  './',
  '../',
  '../../',
  '..\\',
  '..%2f',
  '/../',
  'a/../../',
  'objects/../',
  '//',
  '~/',
  'file:///',
]

const LONGEST = [
  'a'.repeat(1024),
  'é'.repeat(512),
  '/'.repeat(1024),
  '../'.repeat(341),
  '\u{10ffff}'.repeat(256),
].concat([' '.repeat(1024), '%'.repeat(1024), 'a/'.repeat(512), '.'.repeat(1024), '+'.repeat(1024)])

const KEYS = [
  ...new Set([
    ...PARTS,
    ...PARTS.flatMap((one) => PARTS.map((other) => `${one}${other}`)),
    ...PREFIXES.flatMap((prefix) => PATHS.map((path) => `${prefix}${path}`)),
    ...LONGEST,
  ]),
]

const place = temporaryFolder()
const data = (): string => outcrop.dataPath
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
let outcrop: Outcrop
beforeAll(async () => {
  // The data folder is the only thing in its place, and goes away: nobody waits for a disk.
  vi.stubEnv('TMPDIR', place.path)
  outcrop = await startOutcrop({ buckets: ['odd'], logLevel: 'warn' })
})
afterAll(async () => {
  agent.destroy()
  await outcrop.close()
  place[Symbol.dispose]()
})

/** Every byte of a key that is not plain is escaped; the path goes out as it is here. */
const pathOf = (key: string): string => `/odd/${encodeURIComponent(key).replaceAll('.', '%2E')}`

async function ask(method: string, path: string, body?: string): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const outgoing = request(outcrop.url + path, { method, agent, path }, (answer) => {
    text(answer).then((answered) => resolve({ status: answer.statusCode!, body: answered }), reject)
  })
  outgoing.on('error', reject).end(body)
  return await promise
}

const decode = (encoded: string): string => decodeURIComponent(encoded.replaceAll('+', ' '))

/** All keys of the bucket, in the order of the listing. */
async function listed(): Promise<string[]> {
  const keys: string[] = []
  let query: string | undefined = ''
  while (query !== undefined) {
    const { body } = await ask('GET', `/odd?list-type=2&encoding-type=url${query}`)
    keys.push(...Array.from(body.matchAll(/<Key>([^<]*)<\/Key>/g), ([, key]) => decode(key!)))
    const token = /<NextContinuationToken>([^<]*)</.exec(body)?.[1]
    query = token && `&continuation-token=${encodeURIComponent(token)}`
  }
  return keys
}

/** Files below the place of the data folder, by their paths. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
const bodyOf = (key: string): string => `body of ${key}`

test(
  'thousands of odd keys are put, listed, read and deleted, and none of them becomes a path',
  { timeout: 60_000 },
  async () => {
    expect(KEYS.length).toBeGreaterThan(2000)
    const each = async <T>(work: (key: string) => Promise<T>): Promise<T[]> => await Promise.all(KEYS.map(work))

    const puts = await each(async (key) => (await ask('PUT', pathOf(key), bodyOf(key))).status)
    expect(new Set(puts)).toEqual(new Set([200]))
    expect(await listed()).toEqual(KEYS.toSorted(byBytes))
    const wrong = await each(async (key) => ((await ask('GET', pathOf(key))).body === bodyOf(key) ? [] : [key]))
    expect(wrong.flat()).toEqual([])

    const files = filesBelow(place.path)
    const bodies = files.filter((path) => /^[0-9a-f]{32}$/.test(basename(path)))
    expect(bodies).toHaveLength(KEYS.length)
    for (const path of bodies)
      expect(dirname(path).split(sep)).toEqual([basename(data()), 'objects', basename(path)[0], basename(path)[1]])
    const others = files.filter((path) => !bodies.includes(path))
    expect(others.map(dirname)).toEqual(others.map(() => basename(data())))
    expect(others.every((path) => /^(?:outcrop\.sqlite.*|spare-room|temporary)$/.test(basename(path)))).toBe(true)

    const deletions = await each(async (key) => (await ask('DELETE', pathOf(key))).status)
    expect(new Set(deletions)).toEqual(new Set([204]))
    expect(await listed()).toEqual([])
    expect(filesBelow(join(data(), 'objects'))).toEqual([])
  },
)
