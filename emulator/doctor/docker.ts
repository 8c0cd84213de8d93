import { ask, jsonOf } from './ask.ts'
import { isLocal, targetOf, type DockerHost, type Target } from './docker-hosts.ts'
import { notNeeded, ok, warning, wrong, type Finding } from './finding.ts'

/** What answers, and what was found on the way to it. */
export interface Engine {
  /** `undefined` when none answers. */
  target: Target | undefined
  /** Such as `Docker 28.1.1 (linux/amd64) at unix:///var/run/docker.sock`. */
  name: string
  isForLinux: boolean
  /** The places before it that did not answer, each with why. */
  silent: string[]
}

/** Asks one place after the other for its version. */
export async function findEngine(
  hosts: DockerHost[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Engine> {
  const silent: string[] = []
  for (const host of hosts) {
    const place = host.from === undefined ? host.uri : `${host.from} (${withoutPassword(host.uri)})`
    try {
      const target = targetOf(host, environment)
      const answer = jsonOf(await ask({ ...target, path: '/version' }, signal))
      if (typeof answer?.['Version'] !== 'string') throw new Error('answers as no Docker does')
      const { Version: version, Os: system, Arch: architecture } = answer
      const name = `Docker ${version} (${String(system)}/${String(architecture)}) at ${place}`
      return { target, name, isForLinux: system === 'linux', silent }
    } catch (error) {
      silent.push(`${place} ${reasonOf(error as NodeJS.ErrnoException)}`)
    }
  }
  return { target: undefined, name: '', isForLinux: false, silent }
}

const withoutPassword = (uri: string): string => uri.replace(/\/\/[^/@]*@/, '//')

function reasonOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'AbortError' || name === 'TimeoutError') return 'does not answer'
  return code === undefined ? message : `does not answer: ${code}`
}

/** Where only what is on this machine is asked, as there is no need for an engine. */
export const localHosts = (hosts: DockerHost[]): DockerHost[] => hosts.filter(isLocal)

const WITHOUT = 'or start without --s3 minio: the embedded S3 needs no Docker'

/** Whether testcontainers will find a Docker engine that can run MinIO. */
export function checkDocker({ target, name, isForLinux, silent }: Engine, isNeeded: boolean): Finding {
  if (!isNeeded) return notNeeded(`only --s3 minio uses Docker${target ? `; there is ${name}` : ''}`)
  if (!target)
    return silent.some((text) => text.endsWith('EACCES'))
      ? wrong(`${silent.join('; ')}: this user may not`, `add the user to the group docker, ${WITHOUT}`)
      : wrong(
          `no Docker engine answers: ${silent.join('; ') || 'there is no socket in the usual places'}`,
          `start Docker, say where it is with DOCKER_HOST=unix:///path/of/docker.sock, ${WITHOUT}`,
        )
  if (!isForLinux) return wrong(`${name} runs no Linux containers`, `switch it to Linux containers, ${WITHOUT}`)
  if (silent.length > 0) return warning(`${silent.join('; ')}; but there is ${name}`, 'correct or unset what is named')
  return ok(name)
}
