import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dockerHosts, isLocal, targetOf, type HostOptions } from '../../../emulator/doctor/docker-hosts.ts'
import { temporaryFolder } from '../../support/store.ts'

const options = (home: string, changes: Partial<HostOptions> = {}): HostOptions => ({
  environment: {},
  home,
  platform: 'linux',
  uid: 99_999_999,
  usualSocket: join(home, 'usual.sock'),
  ...changes,
})
const hostOf = (uri: string) => ({ uri, from: 'DOCKER_HOST' })

test('nothing is named where nothing is', () => {
  using home = temporaryFolder()
  expect(dockerHosts(options(home.path))).toEqual([])
})

test('what the user says comes before the usual places, the file after the variable', () => {
  using home = temporaryFolder()
  const rootless = join(home.path, '.docker', 'run', 'docker.sock')
  mkdirSync(join(home.path, '.docker', 'run'), { recursive: true })
  for (const path of [rootless, join(home.path, 'usual.sock')]) writeFileSync(path, '')
  writeFileSync(
    join(home.path, '.testcontainers.properties'),
    '# docker.host=tcp://comment\n tc.host = tcp\\://a:1\n\nno pair\ndocker.host=tcp\\://b:2\n',
  )
  const usual = [join(home.path, 'usual.sock'), rootless].map((path) => ({ uri: `unix://${path}`, from: undefined }))
  const first = { uri: 'tcp://a:1', from: 'tc.host in ~/.testcontainers.properties' }
  expect(dockerHosts(options(home.path))).toEqual([
    first,
    { uri: 'tcp://b:2', from: 'docker.host in ~/.testcontainers.properties' },
    ...usual,
  ])
  expect(dockerHosts(options(home.path, { environment: { DOCKER_HOST: 'unix:///c' } }))).toEqual([
    first,
    hostOf('unix:///c'),
    ...usual,
  ])
})

test('of the rootless sockets the first that is there counts', () => {
  using home = temporaryFolder()
  const socket = join(home.path, 'docker.sock')
  writeFileSync(socket, '')
  const environment = { XDG_RUNTIME_DIR: home.path }
  expect(dockerHosts(options(home.path, { environment }))).toEqual([{ uri: `unix://${socket}`, from: undefined }])
})

test('on Windows it is a named pipe', () => {
  using home = temporaryFolder()
  const [host] = dockerHosts(options(home.path, { platform: 'win32', uid: undefined }))
  expect(targetOf(host!, {})).toEqual({ socketPath: '//./pipe/docker_engine', isSecure: false })
  expect(isLocal(host!)).toBe(true)
})

test('sockets, addresses and certificates are found', () => {
  using folder = temporaryFolder()
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(folder.path, `${name}.pem`), name)
  expect(targetOf(hostOf('unix:///run/docker.sock'), {})).toEqual({ socketPath: '/run/docker.sock', isSecure: false })
  expect(targetOf(hostOf('tcp://10.0.0.1:2375'), {})).toEqual({ host: '10.0.0.1', port: '2375', isSecure: false })
  const environment = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder.path }
  expect(targetOf(hostOf('tcp://10.0.0.1:2376'), environment)).toMatchObject({
    isSecure: true,
    key: Buffer.from('key'),
  })
  expect(isLocal(hostOf('tcp://10.0.0.1:2375'))).toBe(false)
})

test.each([
  ['', 'is empty; unset it'],
  ['docker', 'is no URL'],
  ['ssh://me@machine', 'begins with ssh://, which testcontainers cannot use'],
])('%j cannot be reached, with the reason', (uri, reason) => {
  expect(() => targetOf(hostOf(uri), {})).toThrow(reason)
})
