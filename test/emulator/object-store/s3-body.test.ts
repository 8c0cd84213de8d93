import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ObjectStoreError } from '../../../emulator/object-store/object-store.ts'
import { S3Body, type BodyPart } from '../../../emulator/object-store/s3-body.ts'
import { QUICK_RETRIES } from '../../support/retries.ts'

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))
const broken = (): Error => Object.assign(new Error('aborted'), { code: 'ECONNRESET' })

/** The bytes up to `until`, a hundred at a time, and then an end, an error, or nothing for ever. */
function part(start: number, until: number, then: 'end' | 'break' | 'stall'): BodyPart {
  let offset = start
  const bytes = new Readable({
    read() {
      const from = offset
      offset = Math.min(until, from + 100)
      if (offset > from) this.push(BYTES.subarray(from, offset))
      else if (then === 'end') this.push(null)
      else if (then === 'break') this.destroy(broken())
    },
  })
  return { bytes, end: BYTES.length }
}

interface Options {
  start?: number
  signal?: AbortSignal
  open?: (start: number) => Promise<BodyPart>
  delay?: number
  patience?: number
}

const bodyOf = (first: BodyPart, { start = 0, signal, open, delay = 0, patience = 60_000 }: Options = {}): S3Body =>
  new S3Body(first, {
    start,
    signal,
    open: open ?? (() => Promise.reject(new Error('nobody may ask again'))),
    retries: { ...QUICK_RETRIES, patience, delay: () => delay },
    toError: (error) => error,
  })

describe('a body of S3', () => {
  it('that comes in one go is not asked for again', async () => {
    expect(await buffer(bodyOf(part(0, 1000, 'end')))).toEqual(BYTES)
    expect(await buffer(bodyOf(part(300, 1000, 'end'), { start: 300 }))).toEqual(BYTES.subarray(300))
  })

  it('without a byte ends at once', async () => {
    expect(await buffer(bodyOf({ bytes: Readable.from([]), end: 0 }))).toHaveLength(0)
  })

  it('is whole wherever it breaks off', async () => {
    const breaks = fc.array(
      fc.record({ bytes: fc.integer({ min: 0, max: 400 }), end: fc.constantFrom('end' as const, 'break' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 999 }), breaks, async (start, all) => {
        // So many in a row without a byte are an end.
        const left = all.filter(({ bytes }, index) => bytes > 0 || index % 4 === 0)
        const open = async (from: number): Promise<BodyPart> => {
          const next = left.shift()
          return next ? part(from, Math.min(1000, from + next.bytes), next.end) : part(from, 1000, 'end')
        }
        const body = bodyOf(await open(start), { start, open })
        expect((await buffer(body)).equals(BYTES.subarray(start))).toBe(true)
      }),
    )
  })

  it.each(['end', 'break'] as const)(
    'that never goes on after an early %s fails after eight attempts',
    async (then) => {
      let opened = 1
      const open = async (from: number): Promise<BodyPart> => {
        opened += 1
        return part(from, from, then)
      }
      await expect(buffer(bodyOf(part(0, 200, then), { open }))).rejects.toThrow(
        then === 'end' ? 'byte 200 of 1000' : 'aborted',
      )
      expect(opened).toBe(QUICK_RETRIES.attempts)
    },
  )

  it('fails at once where asking again is refused, or brings an object of another size', async () => {
    const changed = new ObjectStoreError('changed', 'another one')
    const refused = bodyOf(part(0, 200, 'end'), { open: () => Promise.reject(changed) })
    await expect(buffer(refused)).rejects.toBe(changed)
    const longer = { ...part(200, 1000, 'stall'), end: 1001 }
    await expect(buffer(bodyOf(part(0, 200, 'end'), { open: async () => longer }))).rejects.toThrow('at byte 1001')
    expect(longer.bytes.destroyed).toBe(true)
  })

  it('that falls silent is asked for again', async () => {
    const first = part(0, 200, 'stall')
    const body = bodyOf(first, { patience: 10, open: async (from) => part(from, 1000, 'end') })
    expect(await buffer(body)).toEqual(BYTES)
    expect(first.bytes.destroyed).toBe(true)
  })

  it('fails with what is no matter of the connection', async () => {
    const first = part(0, 200, 'stall')
    const body = bodyOf(first)
    first.bytes.destroy(new TypeError('a bug'))
    await expect(buffer(body)).rejects.toThrow('a bug')
  })
})

describe('an abort', () => {
  it.each([
    ['while bytes are awaited', 'stall', 0],
    ['while the next attempt is awaited', 'end', 2 ** 30],
  ] as const)('%s ends the body and its connection', async (_when, then, delay) => {
    const stop = new AbortController()
    const first = part(0, 200, then)
    const body = bodyOf(first, { signal: stop.signal, delay })
    const reading = buffer(body)
    body.once('data', () => setImmediate(() => stop.abort(new Error('stopped'))))
    await expect(reading).rejects.toThrow('stopped')
    expect(first.bytes.destroyed).toBe(true)
  })

  it('before the first byte ends it, too', async () => {
    const first = part(0, 200, 'stall')
    await expect(buffer(bodyOf(first, { signal: AbortSignal.abort(new Error('stopped')) }))).rejects.toThrow('stopped')
    expect(first.bytes.destroyed).toBe(true)
  })

  it('of a reader who has read enough ends the connection without an error', async () => {
    const first = part(0, 200, 'stall')
    const body = bodyOf(first)
    // oxlint-disable-next-line no-unreachable-loop -- The first is enough.
    for await (const chunk of body) {
      expect(BYTES.subarray(0, 200).indexOf(chunk as Buffer)).toBe(0)
      break
    }
    expect(first.bytes.destroyed).toBe(true)
  })
})
