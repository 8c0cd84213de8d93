import { lookup } from 'node:dns/promises'
import { homedir } from 'node:os'
import type { Config } from '../config.ts'
import { refuse } from '../option-readers.ts'
import { urlOf } from '../listen.ts'
import { DEFAULT_S3_IMAGE } from '../s3-options.ts'
import { checkClientVariables } from './client-variables.ts'
import { checkDataFolder } from './data-folder.ts'
import { checkDocker, findEngine, localHosts } from './docker.ts'
import { dockerHosts } from './docker-hosts.ts'
import { checkImage, checkReaper } from './docker-images.ts'
import { notNeeded, once, type Check } from './finding.ts'
import { checkLocalNames } from './local-names.ts'
import { checkNodeVersion } from './node-version.ts'
import { checkPort } from './port.ts'
import { checkTestcontainers } from './testcontainers.ts'

export interface Circumstances {
  environment: NodeJS.ProcessEnv
  /** Whether buckets are written to. */
  isWritten: boolean
}

/** Everything that is looked at before a start with these options. */
export async function checksOf(config: Config, { environment, isWritten }: Circumstances): Promise<Check[]> {
  const own = urlOf(config.host, config.port)
  if (!URL.canParse(own)) refuse('host', config.host, 'must be a host name or an address')
  return [
    { name: 'node', look: () => checkNodeVersion(process.versions.node) },
    { name: 'port', look: (signal) => checkPort(config, signal) },
    { name: 'names', look: () => checkLocalNames(lookup) },
    { name: 'data', look: () => checkDataFolder(config.data) },
    ...containerChecks(config, environment),
    ...(await s3Checks(config, own, isWritten)),
    { name: 'environment', look: () => checkClientVariables(own, config.region, environment) },
  ]
}

function containerChecks({ s3, s3Image, s3Reuse }: Config, environment: NodeJS.ProcessEnv): Check[] {
  const isNeeded = s3 === 'minio'
  const engine = once(async (signal) => {
    const { platform } = process
    const hosts = dockerHosts({ environment, home: homedir(), platform, uid: process.getuid?.() })
    return await findEngine(isNeeded ? hosts : localHosts(hosts), environment, signal)
  })
  const image = s3Image ?? DEFAULT_S3_IMAGE
  return [
    { name: 'docker', look: async (signal) => checkDocker(await engine(signal), isNeeded) },
    { name: 'image', look: async (signal) => checkImage(image, await engine(signal), isNeeded, signal) },
    {
      name: 'reaper',
      look: async (signal) => checkReaper(environment, await engine(signal), isNeeded && !s3Reuse, signal),
    },
    { name: 'testcontainers', look: () => checkTestcontainers(isNeeded) },
  ]
}

/** What is asked of an S3 elsewhere; the other two are made by Outcrop, with buckets and all. */
async function s3Checks(config: Config, own: string, isWritten: boolean): Promise<Check[]> {
  if (config.s3 === 'embedded' || config.s3 === 'minio') {
    const why = config.s3 === 'minio' ? 'Outcrop starts a MinIO of its own' : 'the S3 is embedded'
    return ['s3', 'credentials', 'buckets', 'clock'].map((name) => ({ name, look: async () => notNeeded(why) }))
  }
  const { remoteChecks } = await import('./s3-checks.ts')
  return remoteChecks({ config, own: new URL(own), isWritten, now: Date.now })
}
