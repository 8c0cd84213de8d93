import { expect, test } from 'vitest'
import { FAR_CREDENTIALS, startFarS3 } from '../support/far-end.ts'
import { fuzz, RUNS } from '../support/hostile/fuzz.ts'
import { MOST_SOCKETS, probedServer } from '../support/hostile/held.ts'
import { hostileRequests } from '../support/hostile/requests.ts'
import { routesOf } from '../support/hostile/routes.ts'
import { EVENTUALLY } from '../support/hostile/exchange.ts'

/** What is made once and kept, such as compiled code, pools and what the first of a kind loads, is there after so many. */
const WARMING_UP = Math.max(600, RUNS / 2)
/** Each has the server load what it has not needed before. */
const FIRST_ASKED = [
  '/_outcrop/openapi.json',
  '/_outcrop/metrics',
  '/_outcrop/snapshot',
  '/_outcrop/requests?limit=1',
  '/foundation-models',
  '/?cors',
]
const FIRST_POSTED = ['/_outcrop/clock', '/_outcrop/reset']
/** Mostly it is below 1 MiB. What few requests need, such as the families of models, may be loaded as late as now: once 14 MiB. */
const MOST_BYTES = 24 * 1024 ** 2
const TIMEOUT = 120_000 + RUNS * 200

/** What a server still holds behind many broken requests, of which each has been answered as it should be. */
async function leftBehind(options: string[], environment: NodeJS.ProcessEnv = {}) {
  const server = await probedServer(options, environment)
  const requests = hostileRequests(await routesOf(server.url))
  for (const path of FIRST_ASKED) await (await fetch(server.url + path)).text()
  for (const path of FIRST_POSTED) await (await fetch(server.url + path, { method: 'POST', body: '[]' })).text()
  await fuzz(server.url, requests, WARMING_UP)
  const before = await server.held()
  await fuzz(server.url, requests, RUNS)
  await expect.poll(server.sockets, EVENTUALLY).toBeLessThanOrEqual(MOST_SOCKETS)
  const { bytes, resources } = await server.held()
  const connections = resources.filter((name) => name === 'TCPSocketWrap').length
  const left = {
    moreBytes: Math.max(bytes - before.bytes - MOST_BYTES, 0),
    moreConnections: Math.max(connections - MOST_SOCKETS, 0),
    bodies: server.openBodies(),
  }
  const { code, stderr } = await server.end()
  return { ...left, code, stderr }
}

const NOTHING = { moreBytes: 0, moreConnections: 0, bodies: [], code: 0, stderr: '' }

test.each([
  ['--auth off', ['--auth', 'off', '--clock', 'manual']],
  ['--auth parse', ['--auth', 'parse']],
  ['--auth verify', ['--auth', 'verify']],
])(
  'broken requests have answers of their own API, and leave nothing behind: %s',
  { timeout: TIMEOUT },
  async (_, options) => {
    expect(await leftBehind(options)).toEqual(NOTHING)
  },
)

test(
  'what goes on of broken requests to another S3 is signed right and proper HTTP',
  { timeout: TIMEOUT },
  async () => {
    await using farEnd = await startFarS3()
    const { endpoint, region } = farEnd.remote
    const environment = {
      AWS_ACCESS_KEY_ID: FAR_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: FAR_CREDENTIALS.secretAccessKey,
    }
    expect(await leftBehind(['--s3', endpoint.origin, '--region', region], environment)).toEqual(NOTHING)
  },
)
