import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { outcrop } from '../../support/cli.ts'
import { dockerAnswer, startDockerEngine } from '../../support/docker-engine.ts'

const startMinio = (environment: NodeJS.ProcessEnv, ...options: string[]) =>
  outcrop(['start', '--port', '0', '--s3', 'minio', '--s3-image', 'minio/minio:test', ...options], environment)

/** Runs a process in which packages or files are not there. */
const without = (...names: string[]): string =>
  `--import=data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module'
    registerHooks({
      resolve(specifier, context, next) {
        if (!${JSON.stringify(names)}.includes(specifier)) return next(specifier, context)
        throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
      },
    })`)}`

test('without testcontainers, a start says in one line how to get it', async () => {
  const run = startMinio({ NODE_OPTIONS: without('@testcontainers/minio') })
  expect(await run.ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'outcrop: s3 is minio, but @testcontainers/minio is not installed; npm install --save-dev @testcontainers/minio does it; or leave out --s3: the embedded store needs none\n',
  })
})

test('what other modes need is not loaded by a start of the embedded store', async () => {
  const others = ['@testcontainers/minio', './minio.ts', './remote.ts', '../s3-forward/index.ts']
  const run = outcrop(['start', '--port', '0'], { NODE_OPTIONS: without(...others) })
  expect(await run.firstLine).toContain('is ready')
})

// Testcontainers also looks where Docker usually is.
test.skipIf(existsSync('/var/run/docker.sock'))('without Docker, a start says so in one line', async () => {
  const run = startMinio({ DOCKER_HOST: 'unix:///nonexistent/docker.sock', HOME: '/nonexistent' })
  expect(await run.ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'outcrop: s3 is minio, but no Docker engine answers; start Docker, or set DOCKER_HOST to where it is; without Docker, leave out --s3: the embedded store needs none\n',
  })
})

test('a registry that does not give the image is quoted in one line', async () => {
  const engine = await startDockerEngine({ '/images/create': dockerAnswer(404, { message: 'manifest unknown' }) })
  const { code, stderr } = await startMinio(engine).ended
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /^outcrop: the image minio\/minio:test cannot be had: .*manifest unknown; docker pull it where there is a network, or name another with --s3-image\n$/,
    ),
  })
})

test('a pull that breaks off is said in one line', async () => {
  const engine = await startDockerEngine({ '/images/create': dockerAnswer(200, { errorDetail: { message: 'EOF' } }) })
  const { code, stderr } = await startMinio(engine).ended
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('the image minio/minio:test cannot be had: the registry broke off; '),
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a start that pulls the image', async (signal) => {
  const { promise: pulling, resolve } = Promise.withResolvers<void>()
  const engine = await startDockerEngine({
    '/images/create': (_request, response) => {
      response.writeHead(200).flushHeaders()
      resolve()
    },
  })
  const run = startMinio(engine)
  await pulling
  run.process.kill(signal)
  expect(await run.ended).toMatchObject({ code: signal === 'SIGINT' ? 130 : 143, stdout: '', stderr: '' })
})

test('a container that cannot be made is said in one line, with what Docker says', async () => {
  const engine = await startDockerEngine({
    '/images/.*/json$': dockerAnswer(200, { Id: 'sha256:1' }),
    '/containers/create': dockerAnswer(500, { message: 'no space left on device' }),
  })
  const { code, stderr } = await startMinio(engine).ended
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /^outcrop: MinIO could not be started from minio\/minio:test: .*no space left on device\n$/,
    ),
  })
})

test('a container that cannot be started is removed with its volume', async () => {
  const removed: string[] = []
  const engine = await startDockerEngine({
    '/images/.*/json$': dockerAnswer(200, { Id: 'sha256:1' }),
    '/containers/create': dockerAnswer(201, { Id: 'new-one' }),
    '/containers/new-one/start': dockerAnswer(500, { message: 'exec format error' }),
    '/containers/new-one\\?': (request, response) => {
      removed.push(`${request.method} ${request.url}`)
      response.writeHead(204).end()
    },
  })
  const { code, stderr } = await startMinio(engine).ended
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('exec format error\n') })
  expect(removed).toEqual([expect.stringMatching(/^DELETE .*\/containers\/new-one\?.*force=true&v=true/)])
})

test("a container under the kept one's name that Outcrop did not make is left alone", async () => {
  const engine = await startDockerEngine({
    '/images/.*/json$': dockerAnswer(200, { Id: 'sha256:1' }),
    '/containers/outcrop-minio-us-east-1-[0-9a-f]{8}/json': dockerAnswer(200, { Id: 'x', Config: { Labels: {} } }),
  })
  const { code, stderr } = await startMinio(engine, '--s3-reuse').ended
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /^outcrop: the container outcrop-minio-us-east-1-[0-9a-f]{8} is none that Outcrop kept; rename it, or leave out --s3-reuse\n$/,
    ),
  })
})
