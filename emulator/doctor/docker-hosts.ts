import { existsSync, readFileSync } from 'node:fs'
import type { RequestOptions } from 'node:http'
import { join, resolve } from 'node:path'

/** A place where testcontainers looks for a Docker engine. */
export interface DockerHost {
  /** As it was given: `unix:///var/run/docker.sock`. */
  uri: string
  /** What says so; `undefined` for the usual places. */
  from: string | undefined
}

export type Target = RequestOptions & { isSecure: boolean }

export interface HostOptions {
  environment: NodeJS.ProcessEnv
  home: string
  platform: NodeJS.Platform
  /** `undefined` where users have no numbers. */
  uid: number | undefined
  /** The usual socket; a setting for tests. */
  usualSocket?: string
}

const PROPERTIES = '~/.testcontainers.properties'

/** The places in the order of testcontainers, which does not know of Docker contexts. A socket is named only where it is. */
export function dockerHosts(options: HostOptions): DockerHost[] {
  const { environment, platform } = options
  const settings = readProperties(join(options.home, '.testcontainers.properties'))
  const dockerHost = environment['DOCKER_HOST']
  const given: [uri: string | undefined, from: string][] = [
    [settings['tc.host'], `tc.host in ${PROPERTIES}`],
    dockerHost === undefined ? [settings['docker.host'], `docker.host in ${PROPERTIES}`] : [dockerHost, 'DOCKER_HOST'],
  ]
  const named = given.flatMap(([uri, from]) => (uri === undefined ? [] : [{ uri, from }]))
  if (platform === 'win32') return [...named, { uri: 'npipe:////./pipe/docker_engine', from: undefined }]
  return [...named, ...socketsOf(options).map((path) => ({ uri: `unix://${path}`, from: undefined }))]
}

function socketsOf({ environment, home, uid, usualSocket = '/var/run/docker.sock' }: HostOptions): string[] {
  const runtimeFolder = environment['XDG_RUNTIME_DIR']
  const rootless = [
    ...(runtimeFolder === undefined ? [] : [join(runtimeFolder, 'docker.sock')]),
    join(home, '.docker', 'run', 'docker.sock'),
    join(home, '.docker', 'desktop', 'docker.sock'),
    ...(uid === undefined ? [] : [`/run/user/${uid}/docker.sock`]),
  ]
  const firstRootless = rootless.find((path) => existsSync(path))
  return [usualSocket, firstRootless].filter((path): path is string => path !== undefined && existsSync(path))
}

function readProperties(path: string): Record<string, string> {
  if (!existsSync(path)) return {}
  const pairs = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes('=') && !/^[#!]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()] as const)
  // Whatever writes such files puts a backslash before colons.
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.replaceAll('\\:', ':')]))
}

/** Whether to ask there costs nothing: it is on this machine. */
export const isLocal = ({ uri }: DockerHost): boolean => /^(?:unix|npipe):/.test(uri)

/** How it is reached. Throws an Error that says why it cannot be. */
export function targetOf({ uri }: DockerHost, environment: NodeJS.ProcessEnv): Target {
  if (uri === '') throw new Error('is empty; unset it')
  if (!URL.canParse(uri)) throw new Error('is no URL')
  const { protocol, hostname, port, pathname } = new URL(uri)
  if (protocol === 'unix:' && hostname === '') return { socketPath: pathname, isSecure: false }
  if (protocol === 'npipe:') return { socketPath: uri.slice('npipe://'.length), isSecure: false }
  if (protocol !== 'tcp:' && protocol !== 'http:' && protocol !== 'https:')
    throw new Error(`begins with ${protocol}//, which testcontainers cannot use`)
  const certificates = environment['DOCKER_CERT_PATH']
  const isSecure = environment['DOCKER_TLS_VERIFY'] === '1' && certificates !== undefined
  return { host: hostname, port, isSecure, ...(isSecure && keysIn(certificates)) }
}

const keysIn = (folder: string): Record<'ca' | 'cert' | 'key', Buffer> => {
  const read = (name: string): Buffer => readFileSync(resolve(folder, name))
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') }
}
