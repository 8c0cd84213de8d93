import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** What every record is answered with: of the length and the shape of what Outcrop says itself. */
const MODEL_OUTPUT = {
  id: 'msg_bdrk_01SK3CsA23VBbZig4HqemAoo',
  type: 'message',
  role: 'assistant',
  model: 'claude-3-haiku-20240307',
  content: [
    {
      type: 'text',
      text: 'The same answer to every record, as long as those that are made for each of them. '.repeat(2),
    },
  ],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 400, output_tokens: 40 },
}

const LINE_FEED = 0x0a

function answer(line: string): string {
  const { recordId, modelInput } = JSON.parse(line) as { recordId: string; modelInput: unknown }
  return `${JSON.stringify({ modelInput, modelOutput: MODEL_OUTPUT, recordId })}\n`
}

/**
 * The least that any program does with a batch: reads a file once, parses each line, answers it with a constant and writes it.
 * No checks, no second pass, no hashes, nobody else to serve. Resolves to the seconds that it took.
 */
export async function bareLoop(from: string, to: string): Promise<number> {
  const started = performance.now()
  const file = await open(to, 'w')
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(from, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    rest = bytes.subarray(end)
    if (end === 0) continue
    const lines = bytes.toString('utf8', 0, end - 1).split('\n')
    await file.write(lines.map(answer).join(''))
  }
  await file.close()
  return (performance.now() - started) / 1000
}
