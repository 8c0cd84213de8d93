/** What a clock drives: something with due times, the job runner. */
export interface Timed {
  /** The earliest due time that nobody is working on, in epoch milliseconds; `undefined` when nothing will happen. */
  nextDueAt(): number | undefined
  /** Whether there is something that grows with time between two due times: the processed records of a running job. */
  isProgressing(): boolean
  /** Does what is due by now; resolves when it is done. Rejects when it cannot be done, and is due still. */
  runDue(): Promise<void>
  /** Brings what grows with time up to now. */
  catchUp(): Promise<void>
}

export type ClockMode = 'fast' | 'realtime' | 'manual'

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Starts driving; at most one thing at a time. */
  drive(timed: Timed): void
  /** To be called when due times have changed. */
  changed(): void
  close(): Promise<void>
}

// setTimeout takes no more; the timer is then set again.
const LONGEST_TIMEOUT = 2 ** 31 - 1
const CATCH_UP_EVERY = 500
/** After a failure, so that a full disk is not asked a thousand times a second. */
const REST = 1000

/** The machine's time. Modes `fast` and `realtime` differ only in how long the phases are. */
export class RealClock implements Clock {
  #timed: Timed | undefined
  #timer: NodeJS.Timeout | undefined
  #caughtUpAt = 0
  #restsUntil = 0
  readonly #running = new Set<Promise<void>>()
  readonly #onError: (error: unknown) => void

  /** `onError` is told when something that was due could not be done; it is tried again. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  now(): number {
    return Date.now()
  }

  drive(timed: Timed): void {
    this.#timed = timed
    this.changed()
  }

  changed(): void {
    clearTimeout(this.#timer)
    const wakeAt = this.#nextWakeAt()
    if (wakeAt === undefined) return
    const delay = Math.min(Math.max(wakeAt, this.#restsUntil) - this.now(), LONGEST_TIMEOUT)
    this.#timer = setTimeout(() => this.#wake(), Math.max(delay, 0))
  }

  #nextWakeAt(): number | undefined {
    const dueAt = this.#timed?.nextDueAt()
    const catchUpAt = this.#timed?.isProgressing() ? this.#caughtUpAt + CATCH_UP_EVERY : undefined
    return dueAt === undefined || catchUpAt === undefined ? (dueAt ?? catchUpAt) : Math.min(dueAt, catchUpAt)
  }

  #wake(): void {
    const timed = this.#timed
    if (!timed) return
    this.#run(timed.runDue())
    if (this.now() >= this.#caughtUpAt + CATCH_UP_EVERY) {
      this.#caughtUpAt = this.now()
      this.#run(timed.catchUp())
    }
    this.changed()
  }

  #run(work: Promise<void>): void {
    const running = work
      .catch((error: unknown) => {
        this.#restsUntil = this.now() + REST
        this.#onError(error)
      })
      .finally(() => {
        this.#running.delete(running)
        this.changed()
      })
    this.#running.add(running)
  }

  async close(): Promise<void> {
    this.#timed = undefined
    clearTimeout(this.#timer)
    await Promise.all(this.#running)
  }
}

/** Where a manual clock's time is kept between two starts. */
export interface ClockMemory {
  load(): number | undefined
  save(now: number): void
}

/** Time that moves only when it is told to; it starts at the real time, or where it was left. */
export class ManualClock implements Clock {
  #now: number
  #timed: Timed | undefined
  #turning: Promise<unknown> = Promise.resolve()
  readonly #memory: ClockMemory | undefined

  constructor(memory?: ClockMemory) {
    this.#memory = memory
    this.#now = memory?.load() ?? Date.now()
    memory?.save(this.#now)
  }

  now(): number {
    return this.#now
  }

  drive(timed: Timed): void {
    this.#timed = timed
  }

  changed(): void {
    // Nothing moves by itself.
  }

  #moveTo(time: number): void {
    this.#now = Math.max(this.#now, time)
    this.#memory?.save(this.#now)
  }

  /** Turns come one after the other: a second caller waits for the first. Whatever its end, the records are up to the time. */
  #turn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turning.then(async () => {
      try {
        return await work()
      } finally {
        await this.#timed?.catchUp()
      }
    })
    this.#turning = turn.catch(() => undefined)
    return turn
  }

  /** Moves on by that many milliseconds; what falls due on the way happens in order, each thing at its own time. */
  advance(milliseconds: number): Promise<void> {
    return this.#turn(async () => {
      const target = this.#now + milliseconds
      while (await this.#stepTo(target));
      this.#moveTo(target)
    })
  }

  /** Moves on from one due time to the next until `isReached()`; resolves to false when nothing more is due before it. */
  turnUntil(isReached: () => boolean): Promise<boolean> {
    return this.#turn(async () => {
      while (!isReached()) if (!(await this.#stepTo(Infinity))) return false
      return true
    })
  }

  async #stepTo(target: number): Promise<boolean> {
    const dueAt = this.#timed?.nextDueAt()
    if (dueAt === undefined || dueAt > target) return false
    this.#moveTo(dueAt)
    await this.#timed?.runDue()
    return true
  }

  async close(): Promise<void> {
    this.#timed = undefined
    await this.#turning
  }
}
