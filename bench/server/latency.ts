import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startServer, type Server } from '../s3/server.ts'
import { createJob, finished, putRecords } from './records.ts'
import { Prober } from './requests.ts'
import { ms, percentile, printTable } from './table.ts'

const CROWD = fileURLToPath(new URL('crowd.ts', import.meta.url))
const JOBS_LISTED = 100

interface Times {
  get: number[]
  list: number[]
}

/** Asks for the job and for the list of jobs, one after the other, until told to end. */
async function probe({ url }: Server, jobArn: string, isOver: () => boolean): Promise<Times> {
  const prober = new Prober(url)
  const times: Times = { get: [], list: [] }
  while (!isOver()) {
    times.get.push(await prober.send(`/model-invocation-job/${encodeURIComponent(jobArn)}`))
    times.list.push(await prober.send('/model-invocation-jobs?maxResults=100'))
  }
  prober.close()
  return times
}

function startCrowd({ url }: Server, clients: number, jobArn: string) {
  const child = spawn(process.execPath, [CROWD, url, String(clients), jobArn], { stdio: ['pipe', 'pipe', 'inherit'] })
  const text = child.stdout.setEncoding('utf8').toArray()
  return async () => {
    child.stdin.end()
    if (child.exitCode === null) await once(child, 'exit')
    return JSON.parse((await text).join('')) as { seconds: number; times: number[]; errors: string[] }
  }
}

export async function measureLatency({ records, clients }: { records: number; clients: number }): Promise<void> {
  await using server = await startServer('embedded')
  // These end at once: there is no such key.
  for (let index = 0; index < JOBS_LISTED; index += 1) await createJob(server, 'none.jsonl', `listed-${index}`)
  await putRecords(server, 'in.jsonl', records)
  const first = await createJob(server, 'in.jsonl', 'warm-up')
  await finished(server, first)
  let turns = 0
  const idle = await probe(server, first, () => (turns += 1) > 1000)

  const jobArn = await createJob(server, 'in.jsonl', 'under-load')
  const endCrowd = startCrowd(server, clients, jobArn)
  const started = performance.now()
  let seconds: number | undefined
  const job = finished(server, jobArn).then(() => (seconds = (performance.now() - started) / 1000))
  const loaded = await probe(server, jobArn, () => seconds !== undefined)
  await job
  const crowd = await endCrowd()
  if (crowd.errors.length > 0) throw new Error(`${crowd.errors.length} clients met errors: ${crowd.errors[0]}`)

  const row = (name: string, times: number[]) => [
    name,
    times.length,
    ...[0.5, 0.99, 1].map((share) => ms(percentile(times, share))),
  ]
  printTable(
    `Latency in ms; load: ${clients} clients (${Math.round(crowd.times.length / crowd.seconds)} requests/s, no error) and a job of ${records} records in ${seconds!.toFixed(1)} s`,
    ['', 'requests', 'p50', 'p99', 'worst'],
    [
      row('Get, idle', idle.get),
      row(`List of ${JOBS_LISTED}, idle`, idle.list),
      row('Get, under load', loaded.get),
      row(`List of ${JOBS_LISTED}, under load`, loaded.list),
      row('the crowd itself', crowd.times),
    ],
  )
}
