import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from '../measure.ts'
import { startServer } from '../s3/server.ts'
import { bareLoop } from './bare-loop.ts'
import { piecesOf, putRecords, secondsOfJob } from './records.ts'
import { printTable } from './table.ts'

/** A job from Create to Completed in a server of its own, and the bare loop in this process, in turn. */
export async function measureThroughput({ records, rounds }: { records: number; rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-bench-'))
  await using server = await startServer('embedded')
  try {
    await writeFile(join(folder, 'in.jsonl'), piecesOf(records))
    await putRecords(server, 'in.jsonl', records)
    // What the engine has learnt of the code counts for both.
    await bareLoop(join(folder, 'in.jsonl'), join(folder, 'out'))
    await secondsOfJob(server, 'in.jsonl', 'warm-up')
    const bare: number[] = []
    const job: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      bare.push(await bareLoop(join(folder, 'in.jsonl'), join(folder, 'out')))
      job.push(await secondsOfJob(server, 'in.jsonl', `round-${round}`))
    }
    const ratios = bare.map((seconds, index) => seconds / job[index]!)
    const rate = (seconds: number[]): number => Math.round(records / median(seconds))
    const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
    printTable(
      `A job of ${records} records, middle of ${rounds}`,
      ['bare loop', 'job', 'ratio', 'least to most'],
      [[`${rate(bare)} records/s`, `${rate(job)} records/s`, median(ratios).toFixed(2), range]],
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
