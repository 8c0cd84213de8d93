import type { DockerEngine } from './docker-engine.ts'
import { isGone, ownIdentity } from './process-identity.ts'

/** What containers of ours are marked with. */
const KIND = 'outcrop.minio'
const HOST = 'outcrop.host'
const PID = 'outcrop.pid'
const STARTED = 'outcrop.started'

/** Of a container that ends with this process. */
export const ownLabels = (): Record<string, string> => {
  const { host, pid, started } = ownIdentity()
  return { [KIND]: 'run', [HOST]: host, [PID]: pid, [STARTED]: started }
}

/** Of a container that stays for later starts. */
export const KEPT_LABELS = { [KIND]: 'kept' }

export const isKeptOne = (labels: Record<string, string>): boolean => labels[KIND] === 'kept'

/** Removes the containers of processes that are gone, with their volumes; resolves to their names. */
export async function removeOrphans(engine: DockerEngine): Promise<string[]> {
  const filters = { label: [`${KIND}=run`] }
  const containers = await engine.client.container.dockerode.listContainers({ all: true, filters })
  const removed: string[] = []
  for (const { Id: id, Names: names, Labels: labels } of containers) {
    const { [HOST]: host = '', [PID]: pid = '', [STARTED]: started = '' } = labels
    if (!isGone({ host, pid, started })) continue
    // Another start may be removing it, or it may resist: no reason not to start.
    if (await removeContainer(engine, id).catch(() => false)) removed.push(nameOf(names[0] ?? id))
  }
  return removed
}

/** Ends a container, and takes its volume with it; resolves to `false` where there was none any more. */
export async function removeContainer({ client }: DockerEngine, id: string): Promise<boolean> {
  try {
    await client.container.getById(id).remove({ force: true, v: true })
    return true
  } catch (error) {
    const { statusCode } = error as { statusCode?: number }
    // 409: it is being removed already.
    if (statusCode === 404 || statusCode === 409) return false
    throw error
  }
}

/** Docker writes names with a slash before them. */
export const nameOf = (name: string): string => name.replace(/^\//, '')
