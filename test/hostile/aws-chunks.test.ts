import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { elementOf, sendTo } from '../support/raw-http.ts'
import { chunk, CRC32_OF_HELLO, TRAILER, trailing } from '../support/signed-chunks.ts'

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'] })
})
afterAll(async () => await outcrop.close())

describe('chunks of AWS', () => {
  const put = async (body: string, headers: Record<string, string>) =>
    await sendTo(outcrop.url, { method: 'PUT', path: '/data/chunked', headers: { ...CHUNKED, ...headers }, body })
  const CHUNKED = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '5',
    ...TRAILER,
  }
  const whole = chunk('hello') + trailing(CRC32_OF_HELLO)

  it.each([
    ['nothing', ''],
    ['no size', 'hello'],
    ['a size that is none', `x${whole}`],
    ['a size below nothing', `-${whole}`],
    ['a size that no number holds', `${'f'.repeat(17)}\r\nhello\r\n0\r\n\r\n`],
    ['a size far beyond the body', whole.replace('5', 'fffffffff')],
    ['a size without an end', '1'.repeat(100_000)],
    ['line feeds alone', whole.replaceAll('\r', '')],
    ['no end', whole.slice(0, -2)],
    ['more behind its end', `${whole}GET / HTTP/1.1\r\n\r\n`],
    ['another chunk behind its end', whole + whole],
    ['a trailing header too many', whole.replace('\r\n\r\n', '\r\nx-amz-meta-a: b\r\n\r\n')],
    ['trailing headers without end', whole.slice(0, -2) + 'a:b\r\n'.repeat(10_000)],
    ['a trailing header of a prototype', chunk('hello') + '0\r\n__proto__:x\r\n\r\n'],
    ['a signature where there is none', `5;chunk-signature=${'0'.repeat(63)}\r\nhello\r\n0\r\n\r\n`],
  ])('of %s are refused, and nothing is stored', async (_, body) => {
    const answer = await put(body, {})
    expect(answer.status).toBe(400)
    expect(elementOf(answer.body, 'Code')).toMatch(
      /^(?:IncompleteBody|InvalidRequest|MalformedTrailerError|InvalidChunkSizeError|BadDigest|MalformedChunk\w*)$/,
    )
    expect((await fetch(`${outcrop.url}/data/chunked`, { method: 'HEAD' })).status).toBe(404)
  })

  it.each(['-1', '5.0', '', '0x5', '9'.repeat(40), '5,5', ' '])('with a length of "%s" are refused', async (length) => {
    const { status } = await put(whole, { 'x-amz-decoded-content-length': length })
    expect([400, 411]).toContain(status)
  })

  it.each(['constructor', '__proto__', 'STREAMING-', 'STREAMING-x', 'streaming-unsigned-payload-trailer'])(
    'of a form named %s are refused',
    async (form) => {
      const { status, body } = await put(whole, { 'x-amz-content-sha256': form })
      expect({ status, code: elementOf(body, 'Code') }).toEqual(
        form.startsWith('STREAMING-')
          ? { status: 501, code: 'NotImplemented' }
          : { status: 400, code: 'InvalidArgument' },
      )
    },
  )
})
