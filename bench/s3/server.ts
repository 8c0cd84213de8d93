import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** `outcrop start` in a process of its own, and the S3 behind its door. */
export interface Server extends AsyncDisposable {
  name: string
  /** Of the S3: MinIO's own, or else the door. */
  endpoint: string
  /** Of the door. */
  url: string
  pid: number
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** From the start of the process until it is ready, in milliseconds. */
  startedIn: number
}

interface Ready {
  url: string
  s3?: { endpoint: string; credentials: Server['credentials'] }
}

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url))
const OPTIONS = '--port 0 --json --log-level error --relaxed all --seed bench --buckets bench'
const NO_TIME = 'submitted=0,validating=0,scheduled=0,inProgress=0,perRecord=0'
const ANY_CREDENTIALS = { accessKeyId: 'bench', secretAccessKey: 'bench-secret' }

/** `cli`: of the sources, or another; `environment`: added to this program's own. */
export async function startServer(
  name: string,
  options: string[] = [],
  { cli = CLI, environment = {} }: { cli?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Server> {
  const started = performance.now()
  const all = [cli, 'start', ...OPTIONS.split(' '), '--phases', NO_TIME, ...options]
  const env = { ...process.env, ...environment }
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const ended = once(child, 'exit')
  const [line] = (await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), ended])) as [unknown]
  if (typeof line !== 'string') throw new Error(`outcrop start ${options.join(' ')} ended with ${String(line)}`)
  const startedIn = performance.now() - started
  const { url, s3 } = JSON.parse(line) as Ready
  return {
    name,
    url,
    pid: child.pid!,
    endpoint: s3?.endpoint ?? url,
    credentials: s3?.credentials ?? ANY_CREDENTIALS,
    startedIn,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
