import { expect, test } from 'vitest'
import { FAR_CREDENTIALS, startFarS3 } from '../support/far-end.ts'
import { fuzz, RUNS } from '../support/hostile/fuzz.ts'
import { MOST_SOCKETS, probedServer } from '../support/hostile/held.ts'
import { hostileRequests } from '../support/hostile/requests.ts'
import { routesOf } from '../support/hostile/routes.ts'

/** What is made once and kept, such as compiled code and pools, is there after so many. */
const WARMING_UP = 400
const MOST_BYTES = 4 * 1024 ** 2
const TIMEOUT = 60_000 + RUNS * 100

async function sendBrokenRequests(options: string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const server = await probedServer(options, environment)
  const requests = hostileRequests(await routesOf(server.url))
  await fuzz(server.url, requests, WARMING_UP)
  const before = await server.held()
  await fuzz(server.url, requests, RUNS)
  await expect.poll(server.sockets, { timeout: 15_000 }).toBeLessThanOrEqual(MOST_SOCKETS)
  const after = await server.held()
  expect(after.bytes - before.bytes).toBeLessThan(MOST_BYTES)
  expect(after.resources.filter((name) => name === 'TCPSocketWrap').length).toBeLessThanOrEqual(MOST_SOCKETS)
  expect(server.openBodies()).toEqual([])
  expect(await server.end()).toMatchObject({ code: 0, stderr: '' })
}

test.each([
  ['--auth off', ['--auth', 'off', '--clock', 'manual']],
  ['--auth parse', ['--auth', 'parse']],
  ['--auth verify', ['--auth', 'verify']],
])(
  'broken requests have answers of their own API, and leave nothing behind: %s',
  { timeout: TIMEOUT },
  async (_, options) => {
    await sendBrokenRequests(options)
  },
)

test(
  'what goes on of broken requests to another S3 is signed right and proper HTTP',
  { timeout: TIMEOUT },
  async () => {
    await using farEnd = await startFarS3()
    const { accessKeyId, secretAccessKey } = FAR_CREDENTIALS
    const { endpoint, region } = farEnd.remote
    await sendBrokenRequests(['--s3', endpoint.origin, '--region', region], {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    })
  },
)
