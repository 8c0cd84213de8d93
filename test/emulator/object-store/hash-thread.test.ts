import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { HashThread } from '../../../emulator/object-store/hash-thread.ts'
import { Hashing } from '../../../emulator/object-store/hashing.ts'
import { CHECKSUM_ALGORITHMS } from '../../../emulator/wire/checksum.ts'
import { RunningDigests } from '../../../emulator/wire/digests.ts'
import { FAILING_WORKER, SILENT_WORKER } from '../../support/workers.ts'

const ALL = ['MD5', ...CHECKSUM_ALGORITHMS] as const

/** A thread that ends with its test. */
function createThread(worker?: URL): HashThread & AsyncDisposable {
  const thread = new HashThread(worker)
  return Object.assign(thread, { [Symbol.asyncDispose]: () => thread.close() })
}

describe('a thread that hashes', () => {
  it('makes the digests that this thread makes, of many bodies at once', async () => {
    await using thread = createThread()
    const bodies = Array.from({ length: 20 }, () => [randomBytes(300_000), randomBytes(1), randomBytes(70_001)])
    const ours = bodies.map(async (pieces) => {
      const running = new RunningDigests(ALL)
      for (const piece of pieces) running.update(piece)
      return await running.digest()
    })
    const theirs = bodies.map(async (pieces) => {
      const digests = thread.begin([...ALL])
      for (const piece of pieces) await digests.update(piece)
      return await digests.digest()
    })
    const hexOf = async (digests: Promise<ReadonlyMap<string, Uint8Array>>[]): Promise<string[][]> =>
      (await Promise.all(digests)).map((each) =>
        Array.from(each.values(), (value) => Buffer.from(value).toString('hex')),
      )
    expect(await hexOf(theirs)).toEqual(await hexOf(ours))
  })

  it('tells all who wait when it ends', async () => {
    await using thread = createThread(FAILING_WORKER)
    const [one, other] = [thread.begin(['MD5']), thread.begin(['MD5'])]
    const results = await Promise.allSettled([one.update(Buffer.from('x')), other.digest()])
    const reason = expect.objectContaining({ message: 'the thread that hashes bodies has ended' }) as unknown
    expect(results).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ])
    expect(thread.hasFailed).toBe(true)
    await expect(one.digest()).rejects.toThrow('has ended')
  })

  it('ends when it says what cannot be read', async () => {
    const begun = Promise.withResolvers<Worker>()
    process.once('worker', begun.resolve)
    const thread = new HashThread(SILENT_WORKER)
    const worker = await begun.promise
    const ended = once(worker, 'exit')
    const update = thread.begin(['MD5']).update(Buffer.from('x'))
    worker.emit('messageerror', new Error('garbled'))
    await expect(update).rejects.toThrow('has ended')
    await ended
  })

  it('has a fault of one body only in that one', async () => {
    await using thread = createThread()
    const [broken, whole] = [thread.begin(['MD6' as 'MD5']), thread.begin(['MD5'])]
    await expect(broken.update(Buffer.from('x'))).rejects.toThrow('could not be hashed')
    await whole.update(Buffer.from('x'))
    expect((await whole.digest()).get('MD5')).toHaveLength(16)
  })
})

it('the thread is begun with the first body, and anew after it has failed', async () => {
  const workers = [FAILING_WORKER, undefined]
  const hashing = new Hashing(() => new HashThread(workers.shift()))
  expect(workers).toHaveLength(2)
  await expect(hashing.begin(['MD5']).update(Buffer.from('x'))).rejects.toThrow('has ended')
  const digests = hashing.begin(['MD5'])
  await digests.update(Buffer.from('x'))
  expect((await digests.digest()).get('MD5')).toHaveLength(16)
  await hashing.close()
})
