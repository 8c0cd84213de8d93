import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { getContainerRuntimeClient } from 'testcontainers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { outcrop, type CliRun } from '../support/cli.ts'
import { describeWithDocker } from '../support/docker.ts'

interface Ready {
  url: string
  s3: {
    endpoint: string
    console: string
    credentials: { accessKeyId: string; secretAccessKey: string }
    container: { name: string; isKept: boolean }
  }
}

// Without testcontainers' reaper, which would do the work of what is tested.
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:DOCKER|TESTCONTAINERS)_/.test(name))),
  TESTCONTAINERS_RYUK_DISABLED: 'true',
}

/** The start of an Outcrop that ends with the test as it should, and leaves no container for others to find. */
function start(...options: string[]): CliRun {
  const run = outcrop(['start', '--port', '0', '--json', '--s3', 'minio', ...options], environment)
  onTestFinished(async () => {
    run.process.kill('SIGTERM')
    await run.ended
  })
  return run
}

/** What was said, but for what suites beside this one may have left behind. */
const saidBy = ({ stderr }: { stderr: string }): string =>
  stderr.replaceAll(/^.* removed the MinIO container .*\n/gm, '')

const readyOf = async (run: CliRun): Promise<Ready> => JSON.parse(await run.firstLine) as Ready

const docker = async () => (await getContainerRuntimeClient()).container.dockerode

/** The containers with a label, running or not, and their volumes. */
async function containersWith(label: string): Promise<{ id: string; volumes: string[] }[]> {
  const containers = await (await docker()).listContainers({ all: true, filters: { label: [label] } })
  return containers.map(({ Id: id, Mounts: mounts }) => ({
    id,
    volumes: mounts.flatMap(({ Name: name }) => (name === undefined ? [] : [name])),
  }))
}

const containersOf = async ({ process: { pid } }: CliRun) => await containersWith(`outcrop.pid=${pid}`)

/** Waits until the start has made its container, and resolves with it. */
async function madeBy(run: CliRun): Promise<{ id: string; volumes: string[] }> {
  await expect.poll(async () => await containersOf(run), { timeout: 20_000, interval: 5 }).toHaveLength(1)
  return (await containersOf(run))[0]!
}

async function isVolumeThere(name: string): Promise<boolean> {
  const { Volumes: volumes } = await (await docker()).listVolumes()
  return volumes.some(({ Name: other }) => other === name)
}

async function expectNothingLeft(run: CliRun, volumes: string[]): Promise<void> {
  expect(await containersOf(run)).toEqual([])
  for (const volume of volumes) expect(await isVolumeThere(volume)).toBe(false)
}

const killed = async ({ process: child }: CliRun): Promise<void> => {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const put = async (url: string, path: string, body?: string): Promise<number> =>
  (await fetch(`${url}${path}`, { method: 'PUT', ...(body !== undefined && { body }) })).status

// Where several suites start containers at once, each start takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describeWithDocker('MinIO in a container', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('goes away with its volume on %s', async (signal) => {
    const run = start()
    const ready = await readyOf(run)
    const { volumes } = await madeBy(run)
    expect(volumes).toHaveLength(1)
    expect(await put(ready.url, '/in-put')).toBe(200)
    run.process.kill(signal)
    const ended = await run.ended
    expect({ code: ended.code, said: saidBy(ended) }).toEqual({ code: 0, said: '' })
    await expectNothingLeft(run, volumes)
  })

  test('is told with its own URL, console and credentials, and listens on this machine only', async () => {
    const run = start()
    const { s3 } = await readyOf(run)
    expect(s3).toEqual({
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      console: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      credentials: { accessKeyId: 'outcrop', secretAccessKey: 'outcrop-secret' },
      container: { name: expect.stringMatching(/^\w+$/), isKept: false },
    })
    expect((await fetch(`${s3.endpoint}/minio/health/live`)).status).toBe(200)
    const { id } = await madeBy(run)
    const { NetworkSettings: settings } = await (await docker()).getContainer(id).inspect()
    const addresses = Object.values(settings.Ports).flatMap((bindings) => bindings?.map(({ HostIp }) => HostIp) ?? [])
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.1'])
  })

  test('goes away when Ctrl-C comes while it starts', async () => {
    const run = start()
    const { volumes } = await madeBy(run)
    run.process.kill('SIGINT')
    const ended = await run.ended
    // A very quick MinIO is ready by then.
    expect([0, 130]).toContain(ended.code)
    expect(saidBy(ended)).toBe('')
    await expectNothingLeft(run, volumes)
  })

  test('goes away when the start fails', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await once(taken, 'listening')
    const run = start('--port', String((taken.address() as AddressInfo).port))
    const { volumes } = await madeBy(run)
    const { code, stderr } = await run.ended
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('is in use; stop what listens there'),
    })
    await expectNothingLeft(run, volumes)
  })

  // Again where a suite beside this one was the next start.
  test('stays when Outcrop is killed, and the next start removes it and says so', { retry: 2 }, async () => {
    const first = start()
    const { s3 } = await readyOf(first)
    const { volumes } = await madeBy(first)
    await killed(first)
    expect(await containersOf(first)).toHaveLength(1)
    const second = start()
    const others = start()
    await Promise.all([second.firstLine, others.firstLine])
    await expectNothingLeft(first, volumes)
    for (const run of [second, others]) run.process.kill('SIGTERM')
    const said = (await Promise.all([second.ended, others.ended])).map(({ stderr }) => stderr).join('')
    expect(said).toContain(
      `removed the MinIO container ${s3.container.name}, left behind by an Outcrop that was killed`,
    )
  })

  test('is one for each Outcrop', async () => {
    const [one, two] = [start(), start()]
    const [first, second] = [await readyOf(one), await readyOf(two)]
    expect(await put(first.url, '/in-put')).toBe(200)
    expect((await fetch(`${second.url}/in-put`)).status).toBe(404)
    one.process.kill('SIGTERM')
    await one.ended
    expect(await put(second.url, '/in-put')).toBe(200)
    expect(await put(second.url, '/in-put/key', 'x')).toBe(200)
  })

  test('is kept with --s3-reuse, with what is in it, until it is removed', async () => {
    // The container's name has the region in it: nobody else uses this one.
    const region = `us-kept-${process.pid}`
    const options = ['--s3-reuse', '--region', region]
    const first = start(...options)
    const { url, s3 } = await readyOf(first)
    const { name } = s3.container
    onTestFinished(async () => await (await docker()).getContainer(name).remove({ force: true, v: true }))
    expect(s3.container).toEqual({ name: expect.stringContaining(`outcrop-minio-${region}-`), isKept: true })
    expect(await put(url, '/in-put')).toBe(200)
    expect(await put(url, '/in-put/key', 'kept')).toBe(200)
    first.process.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0 })
    await (await docker()).getContainer(name).stop({ t: 0 })

    const [second, third] = [start(...options), start(...options)]
    const [again] = [await readyOf(second), await readyOf(third)]

    expect(again.s3.container.name).toBe(name)
    expect(await (await fetch(`${again.url}/in-put/key`)).text()).toBe('kept')
    second.process.kill('SIGTERM')
    const { stderr } = await second.ended
    expect(stderr).toContain(`MinIO of an earlier start goes on, with its data, in the container ${name}\n`)
    expect((await fetch(`${(await readyOf(third)).url}/in-put/key`)).status).toBe(200)
  })

  test('is made once where two want to keep it at the same time', async () => {
    const options = ['--s3-reuse', '--region', `us-both-${process.pid}`]
    const [one, two] = [start(...options), start(...options)]
    const [first, second] = [await readyOf(one), await readyOf(two)]
    const { name } = first.s3.container
    onTestFinished(async () => await (await docker()).getContainer(name).remove({ force: true, v: true }))
    expect(second.s3.endpoint).toBe(first.s3.endpoint)
    expect(await put(first.url, '/in-put')).toBe(200)
    expect((await fetch(`${second.url}/in-put`)).status).toBe(200)
  })

  test('is there for the command of exec, which has its variables, and goes away with it', async () => {
    const program = `
        const { OUTCROP_URL, OUTCROP_S3_ENDPOINT_URL, OUTCROP_S3_ACCESS_KEY_ID } = process.env
        const put = await fetch(OUTCROP_URL + '/in-put/key', { method: 'PUT', body: 'x' })
        const live = await fetch(OUTCROP_S3_ENDPOINT_URL + '/minio/health/live')
        console.log(put.status, live.status, OUTCROP_S3_ACCESS_KEY_ID)`
    const command = ['--', process.execPath, '--input-type=module', '-e', program]
    const run = outcrop(['exec', '--s3', 'minio', '--buckets', 'in-put', ...command], environment)
    const { volumes } = await madeBy(run)
    expect(await run.ended).toMatchObject({ code: 0, stdout: '200 200 outcrop\n' })
    await expectNothingLeft(run, volumes)
  })

  test('goes away when exec is ended while it starts', async () => {
    const run = outcrop(['exec', '--s3', 'minio', '--', 'sleep', '60'], environment)
    const { volumes } = await madeBy(run)
    run.process.kill('SIGTERM')
    expect((await run.ended).code).toBe(143)
    await expectNothingLeft(run, volumes)
  })

  test('says in one line that an image cannot be had', async () => {
    const { code, stderr } = await start('--s3-image', 'localhost:1/none:1').ended
    expect(code).toBe(2)
    expect(saidBy({ stderr })).toMatch(
      /^outcrop: the image localhost:1\/none:1 cannot be had: .*; docker pull it where there is a network, or name another with --s3-image\n$/,
    )
  })
})
