import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { outcrop } from '../support/cli.ts'

interface Ready {
  url: string
}

/** A start, and a request on its way that keeps it from ending for ten seconds. */
async function startWithOpenRequest() {
  const run = outcrop(['start', '--port', '0', '--json', '--buckets', 'in-put'])
  const { url } = JSON.parse(await run.firstLine) as Ready
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  socket.on('error', () => undefined)
  socket.write('PUT /in-put/key HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\nexpect: 100-continue\r\n\r\n')
  await once(socket, 'data')
  return { run, socket }
}

test('a signal that npm passes on a second time is the same wish: open requests are answered', async () => {
  const { run, socket } = await startWithOpenRequest()
  run.process.kill('SIGINT')
  run.process.kill('SIGINT')
  run.process.kill('SIGTERM')
  socket.write('0123456789')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
  expect(await run.ended).toMatchObject({ code: 0 })
})

test('a second wish does not wait for them', async () => {
  const { run } = await startWithOpenRequest()
  run.process.kill('SIGINT')
  const again = setInterval(() => run.process.kill('SIGINT'), 100)
  const { code } = await run.ended
  clearInterval(again)
  // Whoever waits for the open request ends with 0.
  expect(code).toBe(130)
})
