// The embedded S3 beside MinIO in its container: node bench/s3.ts [ROUNDS]. Needs Docker.
//
// Each server is a process of its own, and clients do as little as they can. Servers take turns, row by row and round by
// round, so that what else the machine does falls on all alike; the middle of the rounds is what counts. MinIO is asked by its
// own URL; a third column shows it through Outcrop's door, and a fourth the embedded S3 over a data folder that is kept, whose
// writes survive a loss of power.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './measure.ts'
import { putKeys, putRecords, ROWS, type Row } from './s3/rows.ts'
import { startServer, type Server } from './s3/server.ts'

const rounds = Number(process.argv[2] ?? 5)
const JOB_ROUNDS = Math.min(rounds, 3)
const kept = mkdtempSync(join(tmpdir(), 'outcrop-bench-'))
const say = (...cells: (string | number)[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`)

interface Measured {
  middle: number
  least: number
  most: number
}

async function measure(row: Row, servers: Server[]): Promise<Measured[]> {
  const values = servers.map((): number[] => [])
  for (let round = 0; round < (row.name.startsWith('job') ? JOB_ROUNDS : rounds); round += 1)
    for (const [index, server] of servers.entries()) values[index]!.push(await row.measure(server, round))
  return values.map((all) => ({ middle: median(all), least: Math.min(...all), most: Math.max(...all) }))
}

const show = ({ middle, least, most }: Measured): string =>
  `${Math.round(middle)} (${Math.round(least)} to ${Math.round(most)})`

/** Starts one after the other, as often as there are rounds, and keeps the last. */
async function startAll(): Promise<{ servers: Server[]; times: number[][] }> {
  const makers = [
    ['embedded', []],
    ['MinIO', ['--s3', 'minio']],
    ['embedded, kept', ['--data', kept]],
  ] as const
  const times = makers.map((): number[] => [])
  const servers: Server[] = []
  for (const [index, [name, options]] of makers.entries()) {
    for (let round = 1; round < rounds; round += 1) {
      await using server = await startServer(name, [...options])
      times[index]!.push(server.startedIn)
    }
    const server = await startServer(name, [...options])
    times[index]!.push(server.startedIn)
    servers.push(server)
  }
  return { servers, times }
}

const { servers, times } = await startAll()
try {
  const [embedded, minio, durable] = servers as [Server, Server, Server]
  const door = { ...minio, name: 'MinIO through the door', endpoint: minio.url }
  say('', '', 'embedded', 'MinIO', 'ratio', 'through the door', 'embedded, kept')
  say('---', '---', '---', '---', '---', '---', '---')
  const [alone, container] = times.map(median) as [number, number]
  say('start to ready', 'ms', Math.round(alone), Math.round(container), (container / alone).toFixed(1), '', '')
  for (const server of [embedded, minio, durable]) {
    await putKeys(server)
    await putRecords(server)
  }
  for (const row of ROWS) {
    const isJob = row.name.startsWith('job')
    // Jobs of MinIO go through the server that is in front of it.
    const measured = await measure(row, isJob ? [embedded, minio, durable] : [embedded, minio, durable, door])
    const [own, other, ownKept, through] = measured as [Measured, Measured, Measured, Measured | undefined]
    const ratio = (own.middle / other.middle).toFixed(1)
    say(row.name, row.unit, show(own), show(other), ratio, through ? show(through) : '', show(ownKept))
  }
} finally {
  for (const server of servers) await server[Symbol.asyncDispose]()
  rmSync(kept, { recursive: true })
}
