import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { outcrop } from './support/cli.ts'
import { jobParameters } from './support/bedrock.ts'
import { novaLines } from './support/job-engine.ts'
import { isWhole } from './support/whole.ts'

const RECORDS = isWhole ? 20_000 : 5000
const CLIENTS = 50
/** Long enough that clients see both jobs on their way. */
const PHASES = 'submitted=5ms,validating=5ms,scheduled=5ms,inProgress=0,perRecord=0.05ms'
const OPTIONS = `--port 0 --json --log-level warn --relaxed all --buckets in-put,out-put --phases ${PHASES}`

interface JobAnswer {
  status: string
  processedRecordCount: number
  errorRecordCount: number
  totalRecordCount: number
}

/** Asks by plain HTTP: fifty clients of the SDK would be slower than what is tested. */
function clientOf(url: string) {
  const ask = async (path: string, options: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, options)
    if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}: ${await answer.text()}`)
    return answer
  }
  return {
    put: async (key: string, body: string) => void (await (await ask(key, { method: 'PUT', body })).text()),
    text: async (key: string) => await (await ask(key)).text(),
    createJob: async (jobName: string): Promise<string> => {
      const parameters = jobParameters({ jobName, modelId: 'amazon.nova-lite-v1:0', clientRequestToken: jobName })
      const headers = { 'content-type': 'application/json' }
      const answer = await ask('/model-invocation-job', { method: 'POST', headers, body: JSON.stringify(parameters) })
      return ((await answer.json()) as { jobArn: string }).jobArn
    },
    job: async (jobArn: string) =>
      (await (await ask(`/model-invocation-job/${encodeURIComponent(jobArn)}`)).json()) as JobAnswer,
    listedJobs: async () => {
      const { invocationJobSummaries } = (await (await ask('/model-invocation-jobs')).json()) as {
        invocationJobSummaries: { jobArn: string }[]
      }
      return invocationJobSummaries.map(({ jobArn }) => jobArn)
    },
  }
}

test(
  'fifty clients poll and upload while two jobs run: all are answered, and what they see is right',
  { timeout: 120_000 },
  async () => {
    const run = outcrop(['start', ...OPTIONS.split(' ')])
    const { url } = JSON.parse(await run.firstLine) as { url: string }
    const client = clientOf(url)
    await client.put('/in-put/records.jsonl', novaLines(RECORDS))
    const jobArns = [await client.createJob('first'), await client.createJob('second')]
    const finished = new Set<string>()
    const seen = new Map<string, Set<number>>(jobArns.map((jobArn) => [jobArn, new Set()]))

    const poll = async (number: number): Promise<number> => {
      let before = 0
      let turn = 0
      const jobArn = jobArns[number % 2]!
      while (finished.size < jobArns.length) {
        const { status, processedRecordCount } = await client.job(jobArn)
        expect(processedRecordCount).toBeGreaterThanOrEqual(before)
        before = processedRecordCount
        seen.get(jobArn)!.add(processedRecordCount)
        if (!['Submitted', 'Validating', 'Scheduled', 'InProgress'].includes(status)) finished.add(jobArn)
        await client.put(`/in-put/of/${number}/${turn}`, `${number} ${turn}`)
        expect(await client.listedJobs()).toEqual(jobArns.toReversed())
        turn += 1
        await rest(0)
      }
      return turn
    }
    const turns = await Promise.all(Array.from({ length: CLIENTS }, (_, number) => poll(number)))

    for (const jobArn of jobArns) {
      expect(await client.job(jobArn)).toMatchObject({
        status: 'Completed',
        totalRecordCount: RECORDS,
        processedRecordCount: RECORDS,
        errorRecordCount: 0,
      })
      expect([...seen.get(jobArn)!].some((count) => count > 0 && count < RECORDS)).toBe(true)
      const output = await client.text(`/out-put/${jobArn.split('/').at(-1)}/records.jsonl.out`)
      expect(new Set(output.split('\n')).size).toBe(RECORDS + 1)
    }
    for (const [number, count] of turns.entries()) {
      expect(count).toBeGreaterThan(0)
      expect(await client.text(`/in-put/of/${number}/${count - 1}`)).toBe(`${number} ${count - 1}`)
    }
    run.process.kill('SIGTERM')
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' })
  },
)
