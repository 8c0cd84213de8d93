import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { checkPort } from '../../../emulator/doctor/port.ts'
import { startOutcrop } from '../../../index.ts'
import { answeringServer } from '../../support/answering-server.ts'

const host = '127.0.0.1'
const { signal } = new AbortController()

test('a free port is all right, and free afterwards', async () => {
  // From 32768 on, Linux lends ports to outgoing connections.
  const port = 10_000 + (process.pid % 10_000)
  const free = { status: 'ok', finding: `port ${port} on 127.0.0.1 is free` }
  expect(await checkPort({ host, port }, signal)).toEqual(free)
  expect(await checkPort({ host, port }, signal)).toEqual(free)
  expect(await checkPort({ host, port: 0 }, signal)).toEqual({ status: 'ok', finding: '127.0.0.1 has a free port' })
})

test('an Outcrop that runs there is a warning, with its version', async () => {
  await using outcrop = await startOutcrop()
  const port = Number(new URL(outcrop.url).port)
  expect(await checkPort({ host, port }, signal)).toEqual({
    status: 'warning',
    finding: expect.stringMatching(new RegExp(`^Outcrop \\d+\\.\\d+\\.\\d+ runs at ${outcrop.url}$`)),
    remedy: 'for a second one, choose another port with --port',
  })
})

test.each([
  ['another web server', '<html>'],
  ['a server whose health is not ours', '{"status":"fine"}'],
  ['a server whose health is no object', 'null'],
])('%s is wrong', async (_name, body) => {
  const url = await answeringServer((_request, response) => response.end(body))
  expect(await checkPort({ host, port: Number(url.port) }, signal)).toEqual({
    status: 'wrong',
    finding: `port ${url.port} on 127.0.0.1 is in use by something that is no Outcrop`,
    remedy: 'stop it, or choose another with --port (0 takes a free one)',
  })
})

test('what listens and never says a word is wrong, and does not hold up the check', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await checkPort({ host, port }, AbortSignal.timeout(50))).toMatchObject({ status: 'wrong' })
})

test('an address of another machine is wrong', async () => {
  expect(await checkPort({ host: '192.0.2.1', port: 0 }, signal)).toEqual({
    status: 'wrong',
    finding: '192.0.2.1 is no address of this machine',
    remedy: 'choose another with --host',
  })
})
