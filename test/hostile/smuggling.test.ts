import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { answersTo, ask, head } from '../support/hostile/connect.ts'

const VICTIM = '/data/victim'
const SMUGGLED = head(`DELETE ${VICTIM} HTTP/1.1`, 'Host: localhost', 'Connection: close')
const PUT = 'PUT /data/carrier HTTP/1.1'
const HOST = 'Host: localhost'
const CHUNKED = 'Transfer-Encoding: chunked'
const LENGTH = `Content-Length: ${SMUGGLED.length}`

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'] })
})
beforeEach(async () => {
  await fetch(outcrop.url + VICTIM, { method: 'PUT', body: 'alive' })
  await fetch(`${outcrop.url}/data/carrier`, { method: 'DELETE' })
})
afterAll(async () => await outcrop.close())

describe('a request whose end may be seen in two places is refused, and nothing behind it is looked at:', () => {
  it.each([
    ['a length beside chunks', [PUT, HOST, LENGTH, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['chunks beside a length', [PUT, HOST, CHUNKED, 'Content-Length: 4'], `1\r\nx\r\n0\r\n\r\n${SMUGGLED}`],
    ['two lengths', [PUT, HOST, 'Content-Length: 0', LENGTH], SMUGGLED],
    ['the same length twice', [PUT, HOST, 'Content-Length: 0', 'Content-Length: 0'], SMUGGLED],
    ['a list of lengths', [PUT, HOST, 'Content-Length: 0, 0'], SMUGGLED],
    ['a length with a sign', [PUT, HOST, 'Content-Length: +0'], SMUGGLED],
    ['a length in hex', [PUT, HOST, 'Content-Length: 0x0'], SMUGGLED],
    ['a length below nothing', [PUT, HOST, 'Content-Length: -1'], SMUGGLED],
    ['a length that no number holds', [PUT, HOST, `Content-Length: ${'9'.repeat(40)}`], SMUGGLED],
    ['an empty length', [PUT, HOST, 'Content-Length:'], SMUGGLED],
    ['a blank before the colon', [PUT, HOST, 'Content-Length : 0'], SMUGGLED],
    ['a blank before the name', [PUT, ` ${CHUNKED}`, HOST], `0\r\n\r\n${SMUGGLED}`],
    ['a header in two lines', [PUT, HOST, 'X-A: b\r\n\tc', CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a coding in two lines', [PUT, HOST, 'Transfer-Encoding:\r\n chunked'], `0\r\n\r\n${SMUGGLED}`],
    ['a lone line feed', [PUT, `${HOST}\nX-A: b`, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a lone carriage return', [PUT, `${HOST}\rX-A: b`, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a null byte in a header', [PUT, HOST, 'X-A: b\0c', CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a name that is none', [PUT, HOST, 'X\u00a0A: b', CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a coding that is unknown', [PUT, HOST, 'Transfer-Encoding: xchunked'], `0\r\n\r\n${SMUGGLED}`],
    ['a coding that nobody here takes off', [PUT, HOST, 'Transfer-Encoding: gzip, chunked'], `0\r\n\r\n${SMUGGLED}`],
    ['chunks within another coding', [PUT, HOST, 'Transfer-Encoding: chunked, gzip'], `0\r\n\r\n${SMUGGLED}`],
    ['codings in two headers', [PUT, HOST, CHUNKED, 'Transfer-Encoding: identity'], `0\r\n\r\n${SMUGGLED}`],
    ['chunks twice', [PUT, HOST, CHUNKED, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    [
      'chunks of version 1.0',
      ['PUT /data/carrier HTTP/1.0', HOST, CHUNKED, 'Connection: keep-alive'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    ['a chunk whose size is none', [PUT, HOST, CHUNKED], `g\r\n${SMUGGLED}`],
    ['a chunk whose size has a sign', [PUT, HOST, CHUNKED], `-1\r\n${SMUGGLED}`],
    ['a chunk whose size wraps round', [PUT, HOST, CHUNKED], `10000000000000000\r\n${SMUGGLED}`],
    ['a chunk without its end', [PUT, HOST, CHUNKED], `1\r\nxx0\r\n\r\n${SMUGGLED}`],
    ['a chunk with a lone line feed', [PUT, HOST, CHUNKED], `0\n\n${SMUGGLED}`],
    ['an extension with a line feed', [PUT, HOST, CHUNKED], `0;a\nb\r\n\r\n${SMUGGLED}`],
    ['an endless extension', [PUT, HOST, CHUNKED], `0;${'a'.repeat(20_000)}\r\n\r\n${SMUGGLED}`],
  ])('%s', async (_, lines, body) => {
    const statuses = (await answersTo(outcrop.url, head(...lines) + body)).map(({ status }) => status)
    expect(statuses).toHaveLength(1)
    expect([400, 413, 501]).toContain(statuses[0])
    expect(await (await fetch(outcrop.url + VICTIM)).text()).toBe('alive')
    expect((await fetch(`${outcrop.url}/data/carrier`)).status).toBe(404)
  })
})

it('what stands in a body is no request', async () => {
  const put = head('PUT /data/holder HTTP/1.1', HOST, LENGTH) + SMUGGLED
  const chunked =
    head('PUT /data/holder HTTP/1.1', HOST, CHUNKED) + `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`
  for (const bytes of [put, chunked]) {
    expect((await ask(outcrop.url, bytes)).status).toBe(200)
    expect(await (await fetch(`${outcrop.url}/data/holder`)).text()).toBe(SMUGGLED)
  }
  expect((await fetch(outcrop.url + VICTIM)).status).toBe(200)
})
