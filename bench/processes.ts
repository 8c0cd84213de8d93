import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MODEL, toLine, type Corpus, type Direction } from './corpora.ts'

/** What a whole process has used, from its start to its end. */
export interface Used {
  cpuSeconds: number
  peakMegabytes: number
}

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))
const REPORT = `import { writeSync } from 'node:fs'
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeSync(3, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1000 }))
})`

export function* linesOf(count: number, corpus: Corpus, direction: Direction): Generator<string> {
  for (let index = 0; index < count; index += 1) yield `${toLine(index, corpus, direction)}\n`
}

/** Runs `outcrop translate`, of the sources or of another `cli`, over lines that come through a pipe; what it writes goes nowhere. */
export async function runOutcrop(direction: Direction, lines: Iterable<string>, cli = CLI): Promise<Used> {
  const args = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`, cli, 'translate', direction]
  const child = spawn(process.execPath, [...args, '--model', MODEL], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
  const report = textOf(child.stdio[3] as NodeJS.ReadableStream)
  await feed(child, lines)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`outcrop ended with ${code}`)
  return JSON.parse(await report) as Used
}

/** Writes lines to a process, some hundred at a time, no faster than it reads. */
export async function feed({ stdin }: ChildProcess, lines: Iterable<string>): Promise<void> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 256 * 1024) continue
    if (!stdin!.write(piece)) await once(stdin!, 'drain')
    piece = ''
  }
  stdin!.end(piece)
}

export async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}
