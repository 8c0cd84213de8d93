import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { MODEL } from './corpora.ts'
import { feed, linesOf, textOf } from './processes.ts'

const CORPUS = 'utf8'
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface LiteLLM {
  /** CPU seconds before the first line and at the end. */
  started: number
  seconds: number
  megabytes: number
}

/** LiteLLM's own transformation of a batch file into Bedrock records, in a process of its own. */
export async function runLiteLLM(python: string, lineCount: number): Promise<LiteLLM> {
  const child = spawn(python, [here('litellm-records.py'), `bedrock/${MODEL}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Without it LiteLLM waits for a list of prices that it would load from the network.
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
  })
  const said = textOf(child.stderr)
  await feed(child, linesOf(lineCount, CORPUS, 'input'))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`LiteLLM ended with ${code}: ${await said}`)
  return JSON.parse((await said).trim().split('\n').at(-1)!) as LiteLLM
}

interface Portkey {
  /** CPU seconds of one upload. */
  seconds: number
  byteCount: number
  megabytes: number
}

const PORT = 8797

/** Portkey's gateway with an S3 that is none: it turns lines into records while a file is uploaded. */
export async function runPortkey(folder: string, lineCount: number): Promise<Portkey> {
  const gateway = spawn(
    process.execPath,
    ['--import', here('portkey-sink.mjs'), join(folder, 'build/start-server.js'), `--port=${PORT}`, '--headless'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  try {
    const said = createInterface({ input: gateway.stderr })
    const report = reportOf(said)
    const response = await upload(lineCount)
    if (!response.ok) throw new Error(`Portkey refused the file: ${await response.text()}`)
    return await report
  } finally {
    gateway.kill()
  }
}

async function reportOf(lines: AsyncIterable<string>): Promise<Portkey> {
  for await (const line of lines) if (line.startsWith('{"seconds"')) return JSON.parse(line) as Portkey
  throw new Error('Portkey ended before the upload did')
}

async function upload(lineCount: number, attempts = 50): Promise<Response> {
  const form = new FormData()
  form.set('purpose', 'batch')
  form.set('file', new Blob([...linesOf(lineCount, CORPUS, 'input')]), 'in.jsonl')
  const headers = {
    'x-portkey-provider': 'bedrock',
    'x-portkey-aws-access-key-id': 'key',
    'x-portkey-aws-secret-access-key': 'secret',
    'x-portkey-aws-region': 'us-east-1',
    'x-portkey-aws-s3-bucket': 'bench',
    'x-portkey-aws-bedrock-model': MODEL,
  }
  try {
    return await fetch(`http://127.0.0.1:${PORT}/v1/files`, { method: 'POST', body: form, headers })
  } catch (error) {
    if (attempts === 0) throw error
    await sleep(200)
    return upload(lineCount, attempts - 1)
  }
}
