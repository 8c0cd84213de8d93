import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { WrongAnswer } from './world.ts'

const PIECE_BYTES = 100_000

/** Slowly, as over a network. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    await setTimeout(2)
    yield bytes.subarray(offset, offset + PIECE_BYTES)
  }
}

/** Puts an object whose length nobody says before. */
export async function sendInPieces(url: string, bytes: Buffer): Promise<void> {
  const outgoing = request(url, { method: 'PUT', agent: false })
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
  const [[answer]] = await Promise.all([answered, pipeline(Readable.from(piecesOf(bytes)), outgoing)])
  answer.resume()
  if (answer.statusCode !== 200) throw new WrongAnswer(`a body in pieces was answered ${answer.statusCode}`)
}
