// Many clients in a process of their own: node bench/server/crowd.ts URL CLIENTS JOB-ARN. Each asks for the job, puts 1 kB,
// and rests; until stdin ends. Then one line of JSON says what they have met.
import { Prober } from './requests.ts'

const [url, clients, jobArn] = process.argv.slice(2) as [string, string, string]
const REST = 250
const body = Buffer.alloc(1000, 'x')
const times: number[] = []
const errors: string[] = []
const over = new AbortController()
process.stdin.on('end', () => over.abort()).resume()

async function client(number: number): Promise<void> {
  const prober = new Prober(url)
  // They do not come all at once.
  await new Promise((resolve) => setTimeout(resolve, (REST * number) / Number(clients)))
  for (let turn = 0; !over.signal.aborted; turn += 1) {
    try {
      times.push(await prober.send(`/model-invocation-job/${encodeURIComponent(jobArn)}`))
      times.push(await prober.send(`/bench/crowd/${number}/${turn % 10}`, { method: 'PUT', body }))
    } catch (error) {
      errors.push(String(error))
    }
    await new Promise((resolve) => setTimeout(resolve, REST))
  }
  prober.close()
}

const started = performance.now()
await Promise.all(Array.from({ length: Number(clients) }, (_, number) => client(number)))
process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - started) / 1000, times, errors })}\n`)
