import { expect, test, vi } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { outcrop } from '../support/cli.ts'

vi.mock('../../emulator/admin-api/index.ts', () => {
  throw new Error('the file is gone')
})

test('a part that cannot be loaded answers 500, and the others go on', async () => {
  await using server = await startOutcrop({ buckets: ['data'] })

  const answers = [await fetch(`${server.url}/_outcrop/health`), await fetch(`${server.url}/_outcrop/health`)]

  for (const answer of answers) {
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ message: 'Outcrop could not load what answers this; see its log' })
  }
  expect((await fetch(`${server.url}/data?list-type=2`)).status).toBe(200)
})

/** Prints the address of each module that a program loads. */
const TELL = `import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) { process.stderr.write('loads ' + url + '\\n'); return next(url, context) } })`

/** A server that tells what it has loaded so far. */
async function watchLoading(): Promise<{ url: string; loaded: () => string }> {
  const hook = `--import data:text/javascript,${encodeURIComponent(TELL)}`
  const run = outcrop(['start', '--port', '0', '--json'], { NODE_OPTIONS: hook })
  let loaded = ''
  run.process.stderr!.on('data', (text: string) => (loaded += text))
  const { url } = JSON.parse(await run.firstLine) as { url: string }
  return { url, loaded: () => loaded }
}

test('a start loads no API, no family of models and nothing of the SDK; a request loads what it needs', async () => {
  const server = await watchLoading()
  const { url } = server

  expect((await fetch(`${url}/model-invocation-jobs`)).status).toBe(200)
  await expect.poll(server.loaded).toContain('/bedrock-api/index.ts')

  const [atStart, afterwards] = server.loaded().split('/bedrock-api/index.ts') as [string, string]
  expect(atStart).toContain('/emulator/app.ts')
  expect(atStart).not.toMatch(/node_modules\/(?:@aws-sdk|@smithy|@fastify|fastify|ajv|sax)\//)
  expect(atStart).not.toMatch(/\/(?:responders|admin-api)\/|\/catalogue\/catalogue\.ts/)
  expect(afterwards).not.toMatch(/node_modules\/(?:@fastify\/ajv-compiler|ajv)\/|\/responders\/|\/s3-api\/index\.ts/)
})

test('the admin API loads what checks requests when one is checked', async () => {
  const { url, loaded } = await watchLoading()

  expect((await fetch(`${url}/_outcrop/health`)).status).toBe(200)
  await expect.poll(loaded).toContain('/admin-api/index.ts')
  expect(loaded()).not.toMatch(/node_modules\/(?:@fastify\/[^/]+-compiler|ajv)\//)

  const refused = await fetch(`${url}/_outcrop/requests?limit=many`)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toEqual({ message: 'querystring/limit must be integer' })
})
