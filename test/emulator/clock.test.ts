import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock, RealClock, type Timed } from '../../emulator/clock.ts'

/** Things that are due at given times; `done` says what was done when. */
class Agenda implements Timed {
  readonly done: [dueAt: number, doneAt: number][] = []
  readonly caughtUpAt: number[] = []
  isRunning = false
  readonly #dueTimes: number[]
  readonly #now: () => number
  constructor(dueTimes: number[], now: () => number) {
    this.#dueTimes = dueTimes.toSorted((a, b) => a - b)
    this.#now = now
  }
  nextDueAt(): number | undefined {
    return this.#dueTimes[0]
  }
  isProgressing(): boolean {
    return this.isRunning
  }
  async runDue(): Promise<void> {
    while (this.#dueTimes[0] !== undefined && this.#dueTimes[0] <= this.#now())
      this.done.push([this.#dueTimes.shift()!, this.#now()])
  }
  async catchUp(): Promise<void> {
    this.caughtUpAt.push(this.#now())
  }
}

const memoryAt = (now: number) => {
  const saved: number[] = []
  return { saved, load: () => now, save: (time: number) => void saved.push(time) }
}

describe('a manual clock', () => {
  test('stands still until it is turned', () => {
    const clock = new ManualClock(memoryAt(5000))
    expect(clock.now()).toBe(5000)
  })

  test('starts at the real time when it has never run', () => {
    const before = Date.now()
    expect(new ManualClock().now()).toBeGreaterThanOrEqual(before)
  })

  test('does what falls due on the way in order, each thing at its own time', async () => {
    const clock = new ManualClock(memoryAt(0))
    const agenda = new Agenda([300, 100, 900], () => clock.now())
    clock.drive(agenda)
    await clock.advance(500)
    expect(agenda.done).toEqual([
      [100, 100],
      [300, 300],
    ])
    expect(agenda.caughtUpAt).toEqual([500])
    expect(clock.now()).toBe(500)
  })

  test('never goes back to what was due before it started', async () => {
    const clock = new ManualClock(memoryAt(1000))
    const agenda = new Agenda([400], () => clock.now())
    clock.drive(agenda)
    await clock.advance(0)
    expect(agenda.done).toEqual([[400, 1000]])
    expect(clock.now()).toBe(1000)
  })

  test('turns until something is reached, and no further', async () => {
    const clock = new ManualClock(memoryAt(0))
    const agenda = new Agenda([10, 20, 30], () => clock.now())
    clock.drive(agenda)
    expect(await clock.turnUntil(() => agenda.done.length === 2)).toBe(true)
    expect(clock.now()).toBe(20)
  })

  test('says so when nothing more is due before it is reached', async () => {
    const clock = new ManualClock(memoryAt(0))
    clock.drive(new Agenda([10], () => clock.now()))
    expect(await clock.turnUntil(() => false)).toBe(false)
  })

  test('makes one turn after the other when two are asked for at once', async () => {
    const clock = new ManualClock(memoryAt(0))
    const agenda = new Agenda([50, 150], () => clock.now())
    clock.drive(agenda)
    await Promise.all([clock.advance(100), clock.advance(100)])
    expect(agenda.caughtUpAt).toEqual([100, 200])
  })

  test('keeps its time', async () => {
    const memory = memoryAt(7)
    const clock = new ManualClock(memory)
    await clock.advance(3)
    expect(memory.saved.at(-1)).toBe(10)
  })
})

describe('a real clock', () => {
  test('does what is due, and what becomes due', async () => {
    const clock = new RealClock(() => {})
    const now = clock.now()
    const finished = Promise.withResolvers<void>()
    const agenda = new Agenda([now - 5, now + 15], () => clock.now())
    const runDue = agenda.runDue.bind(agenda)
    agenda.runDue = async () => {
      await runDue()
      if (agenda.done.length === 2) finished.resolve()
    }
    clock.drive(agenda)
    await finished.promise
    await clock.close()
    expect(agenda.done.every(([dueAt, doneAt]) => doneAt >= dueAt)).toBe(true)
  })

  test('waits in pieces for what is due in months', async () => {
    const clock = new RealClock(() => {})
    const agenda = new Agenda([clock.now() + 90 * 24 * 3_600_000], () => clock.now())
    clock.drive(agenda)
    await clock.close()
    expect(agenda.done).toEqual([])
  })
})

describe('a real clock with something that progresses', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => void vi.useRealTimers())

  test('brings it up to now every half second, also when due times change all the time', async () => {
    const clock = new RealClock(() => {})
    const agenda = new Agenda([], () => clock.now())
    agenda.isRunning = true
    clock.drive(agenda)
    for (let elapsed = 0; elapsed < 2000; elapsed += 100) {
      await vi.advanceTimersByTimeAsync(100)
      clock.changed()
    }
    await clock.close()
    expect(agenda.caughtUpAt.slice(1)).toEqual([1_000_500, 1_001_000, 1_001_500, 1_002_000])
  })

  test('leaves it in peace when nothing progresses', async () => {
    const clock = new RealClock(() => {})
    const agenda = new Agenda([], () => clock.now())
    clock.drive(agenda)
    await vi.advanceTimersByTimeAsync(10_000)
    await clock.close()
    expect(agenda.caughtUpAt).toEqual([])
  })

  test('tells of what fails, and tries it again after a second', async () => {
    const errors: unknown[] = []
    const clock = new RealClock((error) => void errors.push(error))
    const agenda = new Agenda([1_000_000], () => clock.now())
    const full = new Error('disk full')
    agenda.runDue = () => Promise.reject(full)
    clock.drive(agenda)
    await vi.advanceTimersByTimeAsync(3500)
    await clock.close()
    expect(errors).toEqual([full, full, full, full])
  })
})
