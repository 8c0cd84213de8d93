import { homedir } from 'node:os'
import { dockerHosts } from '../../emulator/doctor/docker-hosts.ts'
import { findEngine } from '../../emulator/doctor/docker.ts'

/** Why there is no Docker to test with; `undefined` where an engine answers. Looks where testcontainers does. */
export async function whyNoDocker(environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const { platform } = process
  const hosts = dockerHosts({ environment, home: homedir(), platform, uid: process.getuid?.() ?? 0 })
  const { target, isForLinux, silent } = await findEngine(hosts, environment, AbortSignal.timeout(5000))
  if (target === undefined)
    return `no Docker engine answers: ${silent.join('; ') || 'there is no socket in the usual places'}`
  return isForLinux ? undefined : 'the Docker engine runs no Linux containers'
}

/** Before all tests that use Docker, once: says why they are skipped. */
export async function setup(): Promise<void> {
  const reason = await whyNoDocker()
  if (reason !== undefined) process.stderr.write(`Tests that use Docker are skipped: ${reason}\n`)
}
