// What whole processes of `outcrop translate` use, beside other programs that translate batches:
//   node bench/translate-process.ts [--sizes 10,100,1000] [--lines 20000] [--rounds 3]
//     [--cli dist/cli.js] [--litellm PYTHON] [--portkey FOLDER]
//
// Memory at several sizes (in MB), then CPU seconds over the same lines for each program, from start to end and without
// the start. CPU seconds count all threads; other programs on the machine disturb them less than the time of day.
import { parseArgs } from 'node:util'
import { median } from './measure.ts'
import { runLiteLLM, runPortkey } from './other-translators.ts'
import { linesOf, runOutcrop } from './processes.ts'
import { DIRECTIONS } from './corpora.ts'

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000' },
    lines: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    cli: { type: 'string' },
    litellm: { type: 'string' },
    portkey: { type: 'string' },
  },
})
const lineCount = Number(options.lines)
const rounds = Number(options.rounds)
const BYTES_A_LINE = 2050
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The middle one of several runs, by each figure. */
async function repeat<Figure extends string>(
  run: () => Promise<Record<Figure, number>>,
): Promise<Record<Figure, number>> {
  const runs: Record<Figure, number>[] = []
  for (let round = 0; round < rounds; round += 1) runs.push(await run())
  const names = Object.keys(runs[0]!) as Figure[]
  return Object.fromEntries(names.map((name) => [name, median(runs.map((figures) => figures[name]))])) as Record<
    Figure,
    number
  >
}

say(`Node ${process.versions.node}, utf8 corpus of bench/corpora.ts`)
for (const size of options.sizes.split(',').map(Number))
  for (const direction of DIRECTIONS) {
    const count = Math.round((size * 1e6) / BYTES_A_LINE)
    const { peakMegabytes, cpuSeconds } = await runOutcrop(direction, linesOf(count, 'utf8', direction), options.cli)
    const memory = `peak ${peakMegabytes.toFixed(0)} MB of memory`
    say(`${direction.padEnd(6)} ${String(size).padStart(5)} MB, ${count} lines: ${memory}, ${cpuSeconds.toFixed(1)} s`)
  }

const empty = await repeat(() => runOutcrop('input', linesOf(1, 'utf8', 'input'), options.cli))
const whole = await repeat(() => runOutcrop('input', linesOf(lineCount, 'utf8', 'input'), options.cli))
const ours = { whole: whole.cpuSeconds, lines: whole.cpuSeconds - empty.cpuSeconds }
const rate = (seconds: number): string => `${Math.round(lineCount / seconds)} lines/s`
say(`outcrop: ${lineCount} lines in ${ours.whole.toFixed(2)} s, ${rate(ours.whole)}; without start ${rate(ours.lines)}`)

if (options.litellm === undefined)
  say('LiteLLM left out: python3 -m venv DIR && DIR/bin/pip install litellm, then --litellm DIR/bin/python')
else {
  const { started, seconds } = await repeat(() => runLiteLLM(options.litellm!, lineCount))
  const ratio = `${(seconds / ours.whole).toFixed(0)} times outcrop's; without start ${((seconds - started) / ours.lines).toFixed(0)} times`
  say(`LiteLLM: ${seconds.toFixed(1)} s, ${rate(seconds)}; without start ${rate(seconds - started)}: ${ratio}`)
}

if (options.portkey === undefined)
  say(
    'Portkey left out: npm install --prefix DIR @portkey-ai/gateway, then --portkey DIR/node_modules/@portkey-ai/gateway',
  )
else {
  const { seconds, byteCount } = await repeat(() => runPortkey(options.portkey!, lineCount))
  if (byteCount === 0) throw new Error('Portkey uploaded nothing')
  say(
    `Portkey: ${seconds.toFixed(1)} s without start, ${rate(seconds)}: ${(seconds / ours.lines).toFixed(1)} times outcrop's`,
  )
}
