import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { ConfigError } from '../../emulator/config.ts'
import { listen, urlOf } from '../../emulator/listen.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4747'],
  ['0.0.0.0', 'http://127.0.0.1:4747'],
  ['::', 'http://127.0.0.1:4747'],
  ['::1', 'http://[::1]:4747'],
  ['192.168.1.5', 'http://192.168.1.5:4747'],
  ['outcrop', 'http://outcrop:4747'],
])('clients reach %s at %s', (host, url) => {
  expect(urlOf(host, 4747)).toBe(url)
})

test('a free port is taken, and a name is told as its address', async () => {
  const server = createServer()
  expect(await listen(server, { host: 'localhost', port: 0 })).toMatch(/^http:\/\/(?:127\.0\.0\.1|\[::1\]):[1-9]\d*$/)
  server.close()
})

test('a name that nobody knows is refused', async () => {
  await expect(listen(createServer(), { host: 'no-such-host.invalid', port: 0 })).rejects.toThrow(ConfigError)
})
