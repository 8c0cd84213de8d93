import { median } from '../measure.ts'
import { ROWS } from '../s3/rows.ts'
import { startServer } from '../s3/server.ts'
import { printTable } from './table.ts'

/** What bench/s3.ts measures beside MinIO, of the embedded S3 alone. */
export async function measureObjects({ rounds }: { rounds: number }): Promise<void> {
  await using server = await startServer('embedded')
  const rows: (string | number)[][] = []
  for (const row of ROWS.filter(({ name }) => /^(?:put|get) /.test(name))) {
    const rates: number[] = []
    for (let round = 0; round < rounds; round += 1) rates.push(await row.measure(server, round))
    const range = `${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))}`
    rows.push([row.name, row.unit, Math.round(median(rates)), range])
  }
  printTable(`Objects, middle of ${rounds}`, ['', '', 'embedded', 'least to most'], rows)
}
