import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { elementOf, sendTo } from '../support/raw-http.ts'

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'] })
})
afterAll(async () => await outcrop.close())

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)

describe('XML', () => {
  const remove = async (body: string | Buffer) =>
    await sendTo(outcrop.url, { method: 'POST', path: '/data?delete', headers: { 'content-md5': md5Of(body) }, body })
  const md5Of = (body: string | Buffer): string => createHash('md5').update(body).digest('base64')
  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')

  it.each([
    [
      'entities that hold entities',
      `<!DOCTYPE a [<!ENTITY l0 "ha">${lol}]><Delete><Object><Key>&l9;</Key></Object></Delete>`,
    ],
    [
      'an entity of a file',
      '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&f;</Key></Object></Delete>',
    ],
    ['an entity of a URL', `<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><Delete/>`],
    ['an entity of a parameter', '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><Delete/>'],
    ['elements as deep as fit', nested('<a>', '</a>', 500_000)],
    ['elements that never end', '<a>'.repeat(1_000_000)],
    ['a name that never ends', `<${'a'.repeat(1_000_000)}`],
    ['a value that never ends', `<a b="${'c'.repeat(1_000_000)}`],
    ['a comment that never ends', `<!--${'-'.repeat(1_000_000)}`],
    ['an instruction that never ends', `<?${'a'.repeat(1_000_000)}`],
    ['attributes without end', `<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}="b"`).join(' ')}/>`],
    ['siblings as many as fit', `<Delete>${'<Object/>'.repeat(850_000)}</Delete>`],
    ['ampersands', `<Delete><Object><Key>${'&'.repeat(1_000_000)}</Key></Object></Delete>`],
    ['more than eight mebibytes', `<Delete>${' '.repeat(9 * 1024 * 1024)}</Delete>`],
  ])('of %s is malformed, and nothing else suffers', async (_, body) => {
    const answer = await remove(body)
    expect({ status: answer.status, code: elementOf(answer.body, 'Code') }).toEqual({
      status: 400,
      code: 'MalformedXML',
    })
    expect(answer.body).not.toContain('root:')
    expect((await fetch(`${outcrop.url}/_outcrop/health`)).status).toBe(200)
  })

  it.each([
    ['CreateBucket', 'PUT', '/new-bucket'],
    ['PutObjectTagging', 'PUT', '/data/key?tagging'],
    ['CompleteMultipartUpload', 'POST', '/data/key?uploadId=x'],
    ['PutBucketAcl', 'PUT', '/data?acl'],
  ])('of %s is read by the same rules', async (_, method, path) => {
    const body = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'
    const answer = await sendTo(outcrop.url, { method, path, body })
    expect({ status: answer.status, code: elementOf(answer.body, 'Code') }).toEqual({
      status: 400,
      code: 'MalformedXML',
    })
  })
})
