import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDocker, findEngine, localHosts } from '../../../emulator/doctor/docker.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { dockerApi, NO_ENGINE } from '../../support/docker-api.ts'
import { temporaryFolder } from '../../support/store.ts'

const { signal } = new AbortController()

const find = (hosts: { uri: string; from: string | undefined }[], environment = {}) =>
  findEngine(hosts, environment, signal)
const given = (uri: string) => ({ uri, from: 'DOCKER_HOST' })
const NOTHING = { uri: 'unix:///nowhere/docker.sock', from: undefined }

describe('the engine', () => {
  test('answers on a socket, and is named with its place', async () => {
    using folder = temporaryFolder()
    const { href } = await answeringServer(dockerApi(), join(folder.path, 'docker.sock'))
    const engine = await find([{ uri: href, from: undefined }])
    expect(checkDocker(engine, true)).toEqual({ status: 'ok', finding: `Docker 28.1.1 (linux/arm64) at ${href}` })
  })

  test('answers over TCP, and its password is not told', async () => {
    const { host } = await answeringServer(dockerApi())
    const engine = await find([given(`tcp://me:secret@${host}`)])
    expect(checkDocker(engine, true)).toEqual({
      status: 'ok',
      finding: `Docker 28.1.1 (linux/arm64) at DOCKER_HOST (tcp://${host})`,
    })
  })

  test('is looked for on, and what did not answer is a warning', async () => {
    const { host } = await answeringServer(dockerApi())
    const engine = await find([given(''), NOTHING, { uri: `tcp://${host}`, from: undefined }])
    expect(checkDocker(engine, true)).toEqual({
      status: 'warning',
      finding: `DOCKER_HOST () is empty; unset it; unix:///nowhere/docker.sock does not answer: ENOENT; but there is Docker 28.1.1 (linux/arm64) at tcp://${host}`,
      remedy: 'correct or unset what is named',
    })
  })

  test('is missing, and each place is named', async () => {
    const { host } = await answeringServer((_request, response) => response.end('hello'))
    expect(checkDocker(await find([given(`tcp://${host}`), NOTHING]), true)).toEqual({
      status: 'wrong',
      finding: `no Docker engine answers: DOCKER_HOST (tcp://${host}) answers as no Docker does; unix:///nowhere/docker.sock does not answer: ENOENT`,
      remedy: expect.stringContaining('start Docker'),
    })
    expect(checkDocker(await find([]), true)).toMatchObject({
      status: 'wrong',
      finding: 'no Docker engine answers: there is no socket in the usual places',
    })
  })

  test('that keeps silent does not answer', async () => {
    const { host } = await answeringServer(() => undefined)
    const engine = await findEngine([given(`tcp://${host}`)], {}, AbortSignal.timeout(50))
    expect(engine).toMatchObject({ target: undefined, silent: [`DOCKER_HOST (tcp://${host}) does not answer`] })
  })

  test('that this user may not use is wrong', () => {
    const silent = ['unix:///var/run/docker.sock does not answer: EACCES']
    expect(checkDocker({ ...NO_ENGINE, silent }, true)).toMatchObject({
      status: 'wrong',
      remedy: expect.stringContaining('group docker'),
    })
  })

  test('that runs Windows containers is wrong', async () => {
    const { host } = await answeringServer(dockerApi('windows'))
    expect(checkDocker(await find([given(`tcp://${host}`)]), true)).toMatchObject({
      status: 'wrong',
      remedy: expect.stringContaining('switch it to Linux containers'),
    })
  })

  test('is not needed with another S3, and then nothing is asked over the network', async () => {
    expect(checkDocker(NO_ENGINE, false)).toEqual({
      status: 'skipped',
      finding: 'not needed: only --s3 minio uses Docker',
    })
    expect(checkDocker({ ...NO_ENGINE, target: { isSecure: false }, name: 'Docker 1' }, false).finding).toBe(
      'not needed: only --s3 minio uses Docker; there is Docker 1',
    )
    expect(localHosts([given('tcp://10.0.0.1:2375'), given('ssh://a'), NOTHING])).toEqual([NOTHING])
  })
})
