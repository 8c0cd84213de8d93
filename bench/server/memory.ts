import { readFileSync } from 'node:fs'
import { startServer } from '../s3/server.ts'
import { putRecords, secondsOfJob, toLine } from './records.ts'
import { printTable } from './table.ts'

/** The most memory that a process has had; Linux alone says it. */
function peakMegabytes(pid: number): string {
  if (process.platform !== 'linux') return ''
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return `${Math.round(Number(kilobytes) / 1000)} MB`
}

/** One server for each size: upload in parts, job. */
export async function measureMemory({ megabytes }: { megabytes: number[] }): Promise<void> {
  const rows: (string | number)[][] = []
  for (const size of megabytes) {
    const records = Math.round((size * 1e6) / toLine(1_000_000).length)
    await using server = await startServer('embedded')
    const started = peakMegabytes(server.pid)
    await putRecords(server, 'in.jsonl', records)
    const uploaded = peakMegabytes(server.pid)
    const seconds = await secondsOfJob(server, 'in.jsonl', 'job')
    rows.push([`${size} MB`, records, started, uploaded, peakMegabytes(server.pid), Math.round(records / seconds)])
  }
  const head = ['input', 'records', 'at the start', 'after the upload', 'after the job', 'records/s']
  printTable('Peak memory of the server', head, rows)
}
