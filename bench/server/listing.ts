import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { median } from '../measure.ts'
import { startServer, type Server } from '../s3/server.ts'
import { createJob, finished } from './records.ts'
import { Prober } from './requests.ts'
import { ms, printTable } from './table.ts'

/** Rows like one that the server itself has made: `values` are SQL over the number n. */
function fill(database: Database.Database, table: string, count: number, values: Record<string, string>): void {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const selected = columns.map((name) => values[name] ?? `(select ${name} from ${table} limit 1)`)
  database.exec(`create temp table made as
      with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${count - 1})
      select ${selected.join(', ')} from numbers;
    insert into ${table} select * from made;
    drop table made`)
}

/** A data folder with so many jobs and so many keys, half of them below one common prefix. */
async function makeFolder(count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-bench-'))
  {
    await using server = await startServer('to be filled', ['--data', folder])
    await fetch(`${server.url}/bench/0`, { method: 'PUT' })
    await finished(server, await createJob(server, 'none.jsonl', 'one'))
  }
  const database = new Database(join(folder, 'outcrop.sqlite'))
  fill(database, 'objects', count, { key: `case when n < ${count / 2} then 'a/' || n else 'b' || n || '/x' end` })
  fill(database, 'jobs', count, {
    sequence: 'n + 10',
    job_arn: "(select job_arn from jobs limit 1) || '-' || n",
    job_name: "'night-' || n",
    status: "case n % 10 when 0 then 'Completed' else 'Failed' end",
    submitted_at: `(select submitted_at from jobs limit 1) + n / 10`,
  })
  database.close()
  return folder
}

interface Page {
  name: string
  path: string
}

/** Pages that begin in the middle are found by asking. */
async function pagesOf(server: Server, count: number): Promise<Page[]> {
  const prober = new Prober(server.url)
  const jobs = (query: string): string => `/model-invocation-jobs?maxResults=100${query}`
  const { invocationJobSummaries: newest } = JSON.parse(await prober.text(jobs(''))) as {
    invocationJobSummaries: { submitTime: string }[]
  }
  const middle = new Date(Date.parse(newest[0]!.submitTime) - count / 20).toISOString()
  const { nextToken } = JSON.parse(await prober.text(jobs(`&submitTimeBefore=${middle}`))) as { nextToken: string }
  prober.close()
  return [
    { name: 'keys: first 200', path: '/bench?list-type=2&max-keys=200' },
    { name: 'keys: 200 from the middle', path: '/bench?list-type=2&max-keys=200&start-after=a/5' },
    { name: 'keys: 200 common prefixes', path: '/bench?list-type=2&max-keys=200&delimiter=/' },
    { name: 'jobs: newest 100', path: jobs('') },
    { name: 'jobs: 100 from the middle', path: jobs(`&nextToken=${encodeURIComponent(nextToken)}`) },
    { name: 'jobs: oldest 100', path: jobs('&sortOrder=Ascending') },
    { name: 'jobs: newest 100 of a status', path: jobs('&statusEquals=Completed') },
    { name: 'jobs: 100 with a common name', path: jobs('&nameContains=night') },
    { name: 'jobs: a name that none has', path: jobs('&nameContains=noon') },
  ]
}

export async function measureListing({
  few,
  many,
  turns,
}: {
  few: number
  many: number
  turns: number
}): Promise<void> {
  const folders = [await makeFolder(few), await makeFolder(many)]
  try {
    await using small = await startServer('few', ['--data', folders[0]!])
    await using large = await startServer('many', ['--data', folders[1]!])
    const pages = [await pagesOf(small, few), await pagesOf(large, many)] as const
    const rows = [['start to ready', ms(small.startedIn), ms(large.startedIn), '']]
    const probers = [new Prober(small.url), new Prober(large.url)] as const
    for (const [index, { name }] of pages[0].entries()) {
      const times: [number[], number[]] = [[], []]
      for (let turn = 0; turn < turns; turn += 1)
        for (const which of [0, 1] as const) times[which].push(await probers[which].send(pages[which][index]!.path))
      const [one, other] = times.map(median) as [number, number]
      rows.push([name, ms(one), ms(other), (other / one).toFixed(2)])
    }
    for (const prober of probers) prober.close()
    printTable(
      `A page of a listing, in ms, middle of ${turns}`,
      ['', `of ${few.toLocaleString('en')}`, `of ${many.toLocaleString('en')}`, 'ratio'],
      rows,
    )
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true })
  }
}
