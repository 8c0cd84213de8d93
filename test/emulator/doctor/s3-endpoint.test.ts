import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../../emulator/doctor/ask.ts'
import { checkEndpoint, probeS3 } from '../../../emulator/doctor/s3-endpoint.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { startS3Server } from '../../support/s3-server.ts'

const OWN = new URL('http://127.0.0.1:4747')
const { signal } = new AbortController()

const look = async (endpoint: URL | string, ending: AbortSignal = signal) => {
  const url = new URL(endpoint)
  return checkEndpoint(url, OWN, await probeS3(url, { ask, now: Date.now }, ending))
}
const failure = (code: string, url = 'https://s3.example:9000') =>
  checkEndpoint(new URL(url), OWN, { error: Object.assign(new Error('the words of Node'), { code }) })

test('our own S3 answers as one', async () => {
  await using server = await startS3Server()
  expect(await look(server.endpoint)).toEqual({ status: 'ok', finding: `${server.endpoint} answers as an S3 does` })
})

test.each([
  ['its header', 403, { 'x-amz-request-id': '1' }, ''],
  ['the other header', 307, { 'x-amz-id-2': '1' }, ''],
  ['its error', 403, {}, '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'],
  ['its list', 200, {}, '<ListAllMyBucketsResult xmlns="x"/>'],
])('an S3 is known by %s', async (_name, status, headers, body) => {
  const url = await answeringServer((_request, response) => response.writeHead(status, headers).end(body))
  expect(await look(url)).toMatchObject({ status: 'ok' })
})

test.each([
  ['a web page', 200, { 'content-type': 'text/html; charset=utf-8' }, '<html>', 'a console has another port'],
  ['something else', 404, {}, '{"message":"not found"}', 'give the URL of an S3'],
  ['TLS only', 400, {}, 'Client sent an HTTP request to an HTTPS server.\n', 'give --s3 https://127.0.0.1:'],
])('what answers with %s is wrong', async (_name, status, headers, body, remedy) => {
  const url = await answeringServer((_request, response) => response.writeHead(status, headers).end(body))
  expect(await look(url)).toMatchObject({ status: 'wrong', remedy: expect.stringContaining(remedy) })
})

test('a body without an end is not read to it', async () => {
  const url = await answeringServer((_request, response) => {
    response.writeHead(200, { 'x-amz-request-id': '1' })
    const write = (): void => void (response.destroyed || (response.write('x'.repeat(65_536)), setImmediate(write)))
    write()
  })
  expect(await look(url)).toMatchObject({ status: 'ok' })
})

test('where nobody listens, or the wrong protocol is spoken, or nothing said, is wrong', async () => {
  const url = await answeringServer((_request, response) => response.end())
  expect(await look(`https://${url.host}`)).toEqual({
    status: 'wrong',
    finding: `https://${url.host} speaks no TLS`,
    remedy: `give --s3 http://${url.host}`,
  })
  expect(await look('http://127.0.0.1:1')).toMatchObject({ finding: 'nothing listens at 127.0.0.1:1' })
  const silent = await answeringServer(() => undefined)
  expect(await look(silent, AbortSignal.timeout(50))).toMatchObject({
    status: 'wrong',
    finding: `${silent.origin} does not answer in time`,
  })
})

test.each([
  ['SSH-2.0-OpenSSH_9.2\r\n', 'speaks no HTTP'],
  ['', 'takes the connection and cuts it off'],
])('a server that says %j is wrong', async (greeting, words) => {
  const server = createServer((socket) => void socket.on('error', () => undefined).end(greeting))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await look(`http://127.0.0.1:${port}`)).toMatchObject({
    status: 'wrong',
    finding: `http://127.0.0.1:${port} ${words}`,
  })
})

test.each([
  ['ENOTFOUND', 'the name s3.example does not resolve', 'look at the URL'],
  ['EAI_AGAIN', 'no name server answers', 'look at the network'],
  ['ECONNRESET', 'takes the connection and cuts it off', 'look at the URL'],
  ['ETIMEDOUT', 'no way leads to s3.example:9000', 'firewall'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is of nobody that Node trusts', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is of nobody that Node trusts', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_HAS_EXPIRED', 'has expired', 'renew it'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not for the name s3.example', 'a name that it is for'],
  ['EWHATEVER', 'cannot be reached: the words of Node', 'look at the URL'],
])('%s is said in words, with the way out', (code, finding, remedy) => {
  expect(failure(code)).toEqual({
    status: 'wrong',
    finding: expect.stringContaining(finding),
    remedy: expect.stringContaining(remedy),
  })
})

test.each(['http://127.0.0.1:4747', 'http://localhost:4747'])('%s is Outcrop itself', async (endpoint) => {
  const answer = { status: 200, headers: { 'x-amz-request-id': '1' }, text: '' }
  const probe = { answer, askedAt: 0, answeredAt: 0 }
  expect(checkEndpoint(new URL(endpoint), OWN, probe)).toMatchObject({
    status: 'wrong',
    finding: `${endpoint} is where Outcrop itself listens`,
  })
  expect(checkEndpoint(new URL(endpoint), new URL('http://127.0.0.1:0'), probe).status).toBe('ok')
})
