import { once } from 'node:events'
import { BedrockClient } from '@aws-sdk/client-bedrock'
import { S3Client } from '@aws-sdk/client-s3'
import { outcrop } from '../support/cli.ts'
import { BUCKET, INPUT_BUCKET, OUTPUT_BUCKET, type Clients } from './world.ts'

/** So short that a kill finds jobs in every status, and so long that some see more than one. */
const PHASES = 'submitted=60ms,validating=60ms,scheduled=60ms,inProgress=150ms,perRecord=0.8ms,stopping=150ms'
const BUCKETS = [BUCKET, INPUT_BUCKET, OUTPUT_BUCKET].join(',')
const OPTIONS = `start --port 0 --json --log-level info --seed kill --relaxed concurrentJobs --buckets ${BUCKETS} --phases ${PHASES}`

export interface KillServer {
  /** Resolves when it answers. */
  ready: Promise<Clients>
  hasEnded(): boolean
  /** As the power does when it fails. Resolves to what it has written to its log. */
  kill(): Promise<string>
  /** Asks it to end, which the answer does not wait for. */
  askToEnd(): void
  /** Ends it as a user does. */
  end(): Promise<string>
}

/** A server over a data folder, in a process of its own. Compiled code is kept in `cache`, for a quick start. */
export function startServer(data: string, cache: string): KillServer {
  const run = outcrop([...OPTIONS.split(' '), '--data', data], { NODE_COMPILE_CACHE: cache })
  const ready = run.firstLine.then((line) => clientsOf((JSON.parse(line) as { url: string }).url))
  const hasEnded = (): boolean => run.process.exitCode !== null || run.process.signalCode !== null
  const end = async (signal: NodeJS.Signals): Promise<string> => {
    const exit = once(run.process, 'exit')
    if (!hasEnded()) {
      run.process.kill(signal)
      await exit
    }
    const clients = await ready.catch(() => undefined)
    clients?.s3.destroy()
    clients?.bedrock.destroy()
    return (await run.ended).stderr
  }
  ready.catch(() => undefined)
  return {
    ready,
    hasEnded,
    kill: () => end('SIGKILL'),
    askToEnd: () => void run.process.kill('SIGTERM'),
    end: () => end('SIGTERM'),
  }
}

function clientsOf(url: string): Clients {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  // Nothing is tried again: an answer that is lost in a kill is what this is about.
  const settings = { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 }
  return { url, s3: new S3Client({ ...settings, forcePathStyle: true }), bedrock: new BedrockClient(settings) }
}
