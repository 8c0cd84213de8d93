import { expect, test } from 'vitest'
import { FAR_CREDENTIALS, remoteAt, startFarEnd, startRecorder, startSockets } from '../../support/far-end.ts'
import { startForwarding } from '../../support/forwarding.ts'
import { elementOf, send } from '../../support/raw-http.ts'

const GET = { method: 'GET', path: '/bucket/key' }
async function unusedPort(): Promise<number> {
  await using sockets = await startSockets(() => undefined)
  return sockets.port
}

async function answerAt(endpoint: string) {
  await using forwarding = await startForwarding(remoteAt(endpoint))
  const { status, headers, body } = await send(forwarding.port, GET)
  const [Code, Message, RequestId] = ['Code', 'Message', 'RequestId'].map((name) => elementOf(body, name))
  return {
    status,
    type: headers['content-type'],
    id: headers['x-amz-request-id'],
    Code,
    Message,
    RequestId,
    ...forwarding,
  }
}

/** The answer when nothing comes from the endpoint, with this reason. */
const unavailable = (endpoint: string, reason: RegExp) => ({
  status: 503,
  type: 'application/xml',
  Code: 'ServiceUnavailable',
  Message: expect.stringMatching(new RegExp(`^Outcrop could not reach the S3 at ${endpoint}: .*${reason.source}`)),
  logged: [expect.stringContaining(endpoint)],
})

test('a far end that is not there is unavailable, and it is said why', async () => {
  const endpoint = `http://127.0.0.1:${await unusedPort()}`
  expect(await answerAt(endpoint)).toMatchObject(unavailable(endpoint, /ECONNREFUSED.*is it running/))
})

test('an error of ours has an id in its headers, and the same in its body', async () => {
  const { id, RequestId } = await answerAt(`http://127.0.0.1:${await unusedPort()}`)
  expect(id).toMatch(/^[0-9A-F]{16}$/)
  expect(RequestId).toBe(id)
})

test('a far end whose host has no address is unavailable', async () => {
  const endpoint = 'http://no-such-host.invalid:9000'
  expect(await answerAt(endpoint)).toMatchObject(
    unavailable(endpoint, /no-such-host.invalid \(the host has no address/),
  )
})

test('a far end that speaks no TLS is unavailable over https', async () => {
  await using farEnd = await startFarEnd((_, response) => response.end())
  const endpoint = `https://127.0.0.1:${farEnd.remote.endpoint.port}`
  expect(await answerAt(endpoint)).toMatchObject(unavailable(endpoint, /is it http where https is asked for/))
})

test('a far end that does not speak HTTP is unavailable', async () => {
  await using sockets = await startSockets((socket) => void socket.end('220 mail ready\r\n'))
  const endpoint = `http://127.0.0.1:${sockets.port}`
  expect(await answerAt(endpoint)).toMatchObject(unavailable(endpoint, /does not speak this protocol/))
})

test('a far end that resets the connection is unavailable', async () => {
  await using sockets = await startSockets((socket) => socket.once('data', () => socket.resetAndDestroy()))
  const endpoint = `http://127.0.0.1:${sockets.port}`
  expect(await answerAt(endpoint)).toMatchObject(unavailable(endpoint, /ECONNRESET/))
})

test('an error of ours has no body in the answer to HEAD', async () => {
  await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${await unusedPort()}`))
  expect(await send(forwarding.port, { method: 'HEAD', path: '/bucket/key' })).toMatchObject({ status: 503, body: '' })
})

test('credentials that cannot be had make the far end unavailable, and are asked for again', async () => {
  await using farEnd = await startFarEnd((_, response) => response.end('answer'))
  let asked = 0
  const credentials = () => {
    asked += 1
    return asked === 1 ? Promise.reject(new Error('the session has expired')) : Promise.resolve(FAR_CREDENTIALS)
  }
  await using forwarding = await startForwarding({ ...farEnd.remote, credentials })
  const { status, body } = await send(forwarding.port, GET)
  expect(status).toBe(503)
  expect(elementOf(body, 'Message')).toBe(
    `Outcrop has no credentials for the S3 at ${farEnd.remote.endpoint.origin}: the session has expired`,
  )
  expect(await send(forwarding.port, GET)).toMatchObject({ status: 200, body: 'answer' })
})

test('credentials that are wrong are what the far end says of them', async () => {
  await using farEnd = await startFarEnd((_, response) => response.end())
  const credentials = () => Promise.resolve({ ...FAR_CREDENTIALS, secretAccessKey: 'another' })
  await using forwarding = await startForwarding({ ...farEnd.remote, credentials })
  const { status, body } = await send(forwarding.port, GET)
  expect(status).toBe(403)
  expect(elementOf(body, 'Code')).toBe('SignatureDoesNotMatch')
})

const HOUR = 3_600_000

/** Another S3, in another time, which refuses what is signed in ours. */
const startElsewhen = (offset: number) =>
  startRecorder((response, { method, headers }) => {
    const now = Date.now() + offset
    const [, year, month, day, hour, minute, second] =
      /^(....)(..)(..)T(..)(..)(..)Z$/.exec(headers['x-amz-date'] as string) ?? []
    const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    const isSkewed = Math.abs(now - signedAt) > HOUR / 4
    response.writeHead(isSkewed ? 403 : 200, { date: new Date(now).toUTCString() })
    response.end(isSkewed && method !== 'HEAD' ? '<Code>RequestTimeTooSkewed</Code>' : undefined)
  })

test.each([
  ['behind', 'GET', -HOUR],
  ['ahead', 'HEAD', HOUR],
  ['ahead', 'DELETE', HOUR],
])('a far end whose clock is %s is asked anew in its own time, and then only once: %s', async (_, method, offset) => {
  await using farEnd = await startElsewhen(offset)
  await using forwarding = await startForwarding(farEnd.remote)
  expect(await send(forwarding.port, { method, path: '/bucket/key' })).toMatchObject({ status: 200, body: '' })
  expect(farEnd.seen).toHaveLength(2)
  expect((await send(forwarding.port, GET)).status).toBe(200)
  expect(farEnd.seen).toHaveLength(3)
})

test('a body is not sent anew for the time: the client has to, and then the time is right', async () => {
  await using farEnd = await startElsewhen(HOUR)
  await using forwarding = await startForwarding(farEnd.remote)
  const put = { method: 'PUT', path: '/bucket/key', body: 'x' }
  expect(await send(forwarding.port, put)).toMatchObject({ status: 403, body: '<Code>RequestTimeTooSkewed</Code>' })
  expect(await send(forwarding.port, put)).toMatchObject({ status: 200 })
})

test('a refusal that has nothing to do with the time is not asked for twice', async () => {
  await using farEnd = await startRecorder((response) => void response.writeHead(403).end('<Code>AccessDenied</Code>'))
  await using forwarding = await startForwarding(farEnd.remote)
  expect(await send(forwarding.port, GET)).toMatchObject({ status: 403, body: '<Code>AccessDenied</Code>' })
  expect(farEnd.seen).toHaveLength(1)
})

/** Answers the first request of each connection, and closes at the second one. */
const startForgetful = (status = '200 OK') =>
  startSockets((socket) => {
    let count = 0
    let received = ''
    socket.on('data', (piece: Buffer) => {
      received += piece.toString('latin1')
      // A body comes in a piece of its own, or not.
      if (received.startsWith('PUT') && !received.endsWith('\r\n\r\nx')) return
      received = ''
      count += 1
      if (count > 1) socket.resetAndDestroy()
      else socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nok`)
    })
  })

test.each(['GET', 'HEAD'])('a connection that closes under a %s is replaced', async (method) => {
  await using sockets = await startForgetful()
  await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${sockets.port}`))
  for (let round = 0; round < 4; round += 1)
    expect((await send(forwarding.port, { method, path: '/bucket/key' })).status).toBe(200)
})

test('however many connections have closed, a GET finds one that has not', async () => {
  await using sockets = await startForgetful()
  await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${sockets.port}`))
  const get = async (): Promise<number> => (await send(forwarding.port, GET)).status
  expect(await Promise.all([get(), get(), get()])).toEqual([200, 200, 200])
  expect(await get()).toBe(200)
})

test('the connection of a body that was refused serves nobody else', async () => {
  await using sockets = await startForgetful('412 Precondition Failed')
  await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${sockets.port}`))
  const put = { method: 'PUT', path: '/bucket/key', body: 'x' }
  for (let round = 0; round < 3; round += 1) expect((await send(forwarding.port, put)).status).toBe(412)
})

test('what may change something is not sent twice', async () => {
  await using sockets = await startForgetful()
  await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${sockets.port}`))
  const remove = { method: 'DELETE', path: '/bucket/key' }
  expect((await send(forwarding.port, remove)).status).toBe(200)
  expect((await send(forwarding.port, remove)).status).toBe(503)
})
