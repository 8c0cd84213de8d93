import { parentPort } from 'node:worker_threads'
import { RunningDigests } from '../wire/digests.ts'
import type { HashAnswer, HashRequest } from './hash-thread.ts'

const open = new Map<number, RunningDigests>()
const port = parentPort!

port.on('message', (request: HashRequest) => {
  answer(request).then(
    (digests) => port.postMessage({ ticket: request.ticket, digests } satisfies HashAnswer),
    (error: unknown) => port.postMessage({ ticket: request.ticket, error } satisfies HashAnswer),
  )
})

async function answer(request: HashRequest): Promise<HashAnswer['digests']> {
  const { body } = request
  const running = open.get(body)
  if (request.does === 'begin') open.set(body, new RunningDigests(request.names))
  if (request.does === 'update') running!.update(request.bytes)
  if (request.does === 'begin' || request.does === 'update') return undefined
  open.delete(body)
  return request.does === 'digest' ? await running!.digest() : undefined
}
