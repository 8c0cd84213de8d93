// How fast lines are translated, beside the bare loop that only parses and writes them: node bench/translate.ts [LINES] [CORPUS-DIRECTION]
//
// Four corpora of Claude lines of about 2 kB, both directions. The bare loop has its lines as strings in memory, the
// translation reads bytes in pieces of 64 KiB as from a file and gives bytes, with all checks on. Both run in turn in one
// process, and CPU time counts (all threads, those of the garbage collector too): other programs disturb it least.
import { translateInput, translateOutput } from '../translator/index.ts'
import { CORPORA, DIRECTIONS, MODEL, toLine, type Corpus, type Direction } from './corpora.ts'
import { median, secondsOf } from './measure.ts'

const lineCount = Number(process.argv[2] ?? 100_000)
const only = process.argv[3]
const ROUNDS = 5
const WARM_UP = 5000
const CHUNK = 64 * 1024

let written = 0

function bareLoop(lines: string[]): void {
  for (const line of lines) written += JSON.stringify(JSON.parse(line)).length
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}

async function translate(bytes: Buffer, direction: Direction): Promise<void> {
  if (direction === 'input')
    for await (const { records } of translateInput(chunksOf(bytes), { modelId: MODEL })) written += records.length
  else
    for await (const { lines } of translateOutput(chunksOf(bytes), { modelId: MODEL, created: 0 }))
      written += lines.length
}

async function compare(corpus: Corpus, direction: Direction): Promise<void> {
  const lines = Array.from({ length: lineCount }, (_, index) => toLine(index, corpus, direction))
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const few = lines.slice(0, WARM_UP)
  const fewBytes = Buffer.from(`${few.join('\n')}\n`)
  const rounds: { bare: number; translated: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      bare: await secondsOf(
        () => bareLoop(lines),
        () => bareLoop(few),
      ),
      translated: await secondsOf(
        () => translate(bytes, direction),
        () => translate(fewBytes, direction),
      ),
    })
  const rate = (times: number[]): string => `${(bytes.length / 1e6 / median(times)).toFixed(0)} MB/s`.padStart(8)
  const ratios = rounds.map(({ bare, translated }) => bare / translated).toSorted((one, other) => one - other)
  process.stdout.write(
    [
      corpus.padEnd(8),
      direction.padEnd(7),
      `bare ${rate(rounds.map(({ bare }) => bare))}`,
      `translated ${rate(rounds.map(({ translated }) => translated))}`,
      `ratio ${median(ratios).toFixed(2)} (${ratios[0]!.toFixed(2)} to ${ratios.at(-1)!.toFixed(2)})\n`,
    ].join('  '),
  )
}

for (const corpus of CORPORA)
  for (const direction of DIRECTIONS)
    if (!only || `${corpus}-${direction}`.includes(only)) await compare(corpus, direction)
if (written === 0) throw new Error('nothing was written')
