import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { outcrop } from '../cli.ts'
import { temporaryFolder } from '../store.ts'
import { EVENTUALLY } from './exchange.ts'

const PROBE = new URL('probe.ts', import.meta.url).href

/** The one that listens, and those that fetch() keeps. */
export const MOST_SOCKETS = 12

/** What a process holds, its garbage collected. */
interface Held {
  /** Of the heap and beside it. */
  bytes: number
  /** Handles and requests of Node, by their kind. */
  resources: string[]
}

/** A server in a process of its own, of which can be asked what it holds. */
export async function probedServer(options: string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const folder = temporaryFolder()
  onTestFinished(() => folder[Symbol.dispose]())
  const file = join(folder.path, 'held.json')
  const data = join(folder.path, 'data')
  const run = outcrop(['start', '--port', '0', '--json', '--log-level', 'error', '--data', data, ...options], {
    NODE_OPTIONS: `--import ${PROBE}`,
    PROBE_FILE: file,
    ...environment,
  })
  const { url, pid } = JSON.parse(await run.firstLine) as { url: string; pid: number }
  return {
    url,
    /** Resolves to what was written to the log when the server has ended. */
    end: async () => {
      process.kill(pid, 'SIGINT')
      return await run.ended
    },
    held: async (): Promise<Held> => {
      // The journal of requests grows up to its bound, and is no leak.
      await fetch(`${url}/_outcrop/requests`, { method: 'DELETE' })
      rmSync(file, { force: true })
      process.kill(pid, 'SIGUSR2')
      await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('}'), EVENTUALLY).toBe(true)
      return JSON.parse(readFileSync(file, 'utf8')) as Held
    },
    sockets: (): number => openFilesOf(pid).filter((name) => name.startsWith('socket:')).length,
    /** The bodies of objects and parts, whole or not, that it has open. */
    openBodies: (): string[] => openFilesOf(pid).filter((name) => name.includes('/objects/')),
    /** Those that lie in its folder. */
    bodies: (): string[] =>
      readdirSync(join(data, 'objects'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
  }
}

/** Names of what a process has open; none where the system does not say. */
function openFilesOf(pid: number): string[] {
  if (process.platform !== 'linux') return []
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((number) => {
    try {
      return [readlinkSync(join(folder, number))]
    } catch {
      // It was closed meanwhile.
      return []
    }
  })
}
