import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { createRandom, type Random } from '../../emulator/random.ts'

/** What may befall a request on its way to S3 and back. */
export const FAULTS = [
  'request lost',
  'request cut',
  'answer lost',
  'answer cut',
  'delay',
  'InternalError',
  'ServiceUnavailable',
  'SlowDown',
] as const
export type Fault = (typeof FAULTS)[number]

export interface FaultyS3 extends AsyncDisposable {
  endpoint: string
  /** How often each fault has struck. */
  struck: ReadonlyMap<Fault, number>
}

export interface FaultyS3Options {
  /** What is proxied, such as `http://127.0.0.1:4747`. */
  target: string
  /** The same requests have the same faults. */
  seed: string
  /** Which part of requests has one, from 0 to 1. */
  share: number
  /** Those that may strike; all, unless told. */
  faults?: readonly Fault[]
}

/** A proxy in front of an S3 that has faults by a seed. */
export async function startFaultyS3({ target, seed, share, faults = FAULTS }: FaultyS3Options): Promise<FaultyS3> {
  const struck = new Map<Fault, number>()
  const seen = new Map<string, number>()
  const agent = new Agent({ keepAlive: true })
  const draw = ({ method, url }: IncomingMessage): { fault: Fault | undefined; random: Random } => {
    // Ids of uploads are not a function of the seed; how often a request came before is.
    const what = `${method} ${url!.replace(/uploadId=[^&]*/, '')}`
    const before = seen.get(what) ?? 0
    seen.set(what, before + 1)
    const random = createRandom('faults', seed, what, before)
    const fault = random.integer(1000) < share * 1000 ? faults[random.integer(faults.length)] : undefined
    if (fault !== undefined) struck.set(fault, (struck.get(fault) ?? 0) + 1)
    return { fault, random }
  }
  const server = createServer((incoming, outgoing) => {
    const passing = { incoming, outgoing, target: new URL(target), agent, ...draw(incoming) }
    pass(passing).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck,
    [Symbol.asyncDispose]: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Passing {
  incoming: IncomingMessage
  outgoing: ServerResponse
  target: URL
  agent: Agent
  fault: Fault | undefined
  random: Random
}

const REFUSALS: Partial<Record<Fault, number>> = { InternalError: 500, ServiceUnavailable: 503, SlowDown: 503 }

async function pass(passing: Passing): Promise<void> {
  const { incoming, outgoing, fault, random } = passing
  const body = await buffer(incoming)
  if (fault === 'request lost') return void incoming.socket.destroy()
  if (fault === 'delay') await setTimeout(1 + random.integer(5))
  const status = fault && REFUSALS[fault]
  if (status !== undefined) return refuse(passing, status)
  if (fault === 'request cut' && body.length > 0) {
    await forward(passing, body, random.integer(body.length)).catch(() => undefined)
    return void incoming.socket.destroy()
  }
  const answer = await forward(passing, body)
  const answered = await buffer(answer)
  if (fault === 'answer lost' || fault === 'request cut') return void incoming.socket.destroy()
  outgoing.writeHead(answer.statusCode!, answer.rawHeaders)
  if (fault === 'answer cut') cut(passing, answered)
  else outgoing.end(answered)
}

function refuse({ incoming, outgoing, fault }: Passing, status: number): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault}</Code><Message>not now</Message></Error>`
  outgoing.writeHead(status, { 'content-type': 'application/xml' }).end(incoming.method === 'HEAD' ? undefined : xml)
}

/** As much of the answer as the seed says, and then the connection breaks. */
function cut({ incoming, outgoing, random }: Passing, answered: Buffer): void {
  if (answered.length === 0) return void incoming.socket.destroy()
  outgoing.write(answered.subarray(0, random.integer(answered.length)), () => incoming.socket.destroy())
}

/** Sends a request on, or its first bytes, after which it breaks off; resolves with the answer. */
async function forward({ incoming, target, agent }: Passing, body: Buffer, bytes?: number): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { method, url, rawHeaders } = incoming
  const sent = request({ host: target.hostname, port: target.port, method, path: url, agent })
  for (let index = 0; index < rawHeaders.length; index += 2) sent.setHeader(rawHeaders[index]!, rawHeaders[index + 1]!)
  sent.on('response', resolve).on('error', reject)
  if (bytes === undefined) sent.end(body)
  else sent.write(body.subarray(0, bytes), () => sent.destroy(new Error('cut')))
  return await promise
}
