import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { askForS3 } from '../../emulator/ask-for-s3.ts'
import { startOutcrop } from '../../index.ts'
import { outcrop } from '../support/cli.ts'
import { useCredentials } from '../support/credentials.ts'

async function startServer(body: string, status = 200): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const endpoint = 'http://127.0.0.1:9000'
const credentials = { accessKeyId: 'outcrop', secretAccessKey: 'outcrop-secret' }

test('the S3 of a running Outcrop is said', async () => {
  const url = await startServer(JSON.stringify({ s3: 'minio', endpoint, console: 'http://[::1]:9001', credentials }))
  expect(await askForS3(url)).toEqual({ endpoint, console: 'http://[::1]:9001', credentials })
})

test('an embedded one has nothing to say, and nobody at all neither', async () => {
  await using embedded = await startOutcrop()
  expect(await askForS3(embedded.url)).toBeUndefined()
  expect(await askForS3('http://127.0.0.1:1')).toBeUndefined()
})

// A shell evaluates what is made of it.
test.each([
  ['no JSON', '<html>', 200],
  ['an error', JSON.stringify({ endpoint }), 500],
  ['nothing', 'null', 200],
  ['a command for an endpoint', JSON.stringify({ endpoint: 'http://127.0.0.1:9000$(reboot)' }), 200],
  ['an endpoint of two lines', JSON.stringify({ endpoint: 'http://127.0.0.1:9000\nreboot' }), 200],
])('%s of a program that is no Outcrop counts as nothing', async (_what, body, status) => {
  expect(await askForS3(await startServer(body, status))).toBeUndefined()
})

test('a command for a key or a console is left out', async () => {
  const url = await startServer(
    JSON.stringify({
      endpoint,
      console: 'http://x;reboot',
      credentials: { accessKeyId: '`reboot`', secretAccessKey: 'x' },
    }),
  )
  expect(await askForS3(url)).toEqual({ endpoint, console: undefined, credentials: undefined })
})

test('outcrop env says it to a shell', async () => {
  useCredentials()
  await using far = await startOutcrop()
  await using near = await startOutcrop({ s3: far.url })
  const { port } = new URL(near.url)
  const { stdout } = await outcrop(['env', '--port', port], { OUTCROP_S3_ACCESS_KEY_ID: 'of an earlier one' }).ended
  expect(stdout).toContain(`export AWS_ENDPOINT_URL=${near.url}\n`)
  expect(stdout).toContain(`export OUTCROP_S3_ENDPOINT_URL=${far.url}\n`)
  expect(stdout).toContain('unset OUTCROP_S3_ACCESS_KEY_ID\n')
})
