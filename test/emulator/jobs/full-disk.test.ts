import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { ObjectStore } from '../../../emulator/object-store/object-store.ts'
import { ObjectStoreError } from '../../../emulator/object-store/object-store.ts'
import { jobEngine, novaLines } from '../../support/job-engine.ts'
import { keysOf } from '../../support/store.ts'

const NO_ROOM = 'Batch job could not reach its data in S3: there is no room on the disk'
const noRoomForRows = (): never => {
  throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
}

/** A store in which no body fits, while `isFull()`. */
const withoutRoom =
  (isFull: () => boolean) =>
  (store: ObjectStore): ObjectStore =>
    Object.assign(Object.create(store) as ObjectStore, {
      write: (...where: Parameters<ObjectStore['write']>) => {
        const writer = store.write(...where)
        return {
          ...writer,
          write: async (piece: Uint8Array) => {
            if (isFull()) throw new ObjectStoreError('full', 'there is no room on the disk')
            await writer.write(piece)
          },
        }
      },
    })

test('a job whose output does not fit fails with a message, leaves nothing, and the next one completes', async () => {
  let isFull = true
  await using engine = jobEngine({ wrapStore: withoutRoom(() => isFull) })
  await engine.put('records.jsonl', novaLines(1200))
  const failed = await engine.runUntil(engine.create(), 'Failed')
  expect(failed).toMatchObject({ message: NO_ROOM, counts: { total: 1200 } })
  expect(await engine.outputKeys()).toEqual([])
  expect(engine.bodyFiles()).toHaveLength(1)
  isFull = false
  await engine.runUntil(engine.create(), 'Completed')
})

test('a job whose counters do not fit fails with the same message', async () => {
  await using engine = jobEngine()
  await engine.put('records.jsonl', novaLines(1200))
  vi.spyOn(engine.jobs, 'saveCounts').mockImplementation(noRoomForRows)
  expect(await engine.runUntil(engine.create(), 'Failed')).toMatchObject({ message: NO_ROOM })
})

test('a job whose status does not fit stays what it is until there is room, and then writes all of its output', async () => {
  let isFull = true
  await using engine = jobEngine({ wrapStore: withoutRoom(() => isFull), seed: 's' })
  await engine.put('records.jsonl', novaLines(2500))
  const job = await engine.runUntil(engine.create(), 'InProgress')
  const move = vi.spyOn(engine.jobs, 'move').mockImplementation(noRoomForRows)
  await expect(engine.clock.advance(3_600_000)).rejects.toThrow('database or disk is full')
  expect(engine.current(job)).toMatchObject({ status: 'InProgress' })
  isFull = false
  move.mockRestore()
  await engine.runUntil(job, 'Completed')
  const lines = await engine.outputLines(job)
  expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(2500)
  expect(await keysOf(engine.objects, 'out-put')).toHaveLength(2)
})
