import type { Socket } from 'node:net'
import { openSocket } from '../raw-http.ts'
import { takeAnswer, type WireAnswer } from './wire-answer.ts'

/** Nobody waits so long for an answer on a machine that is busy; whoever does has been forgotten. */
const HANG = 15_000

/** For expect.poll, whose second is over soon on such a machine. */
export const EVENTUALLY = { timeout: HANG, interval: 10 }

/** One connection, from which answers are read one by one. */
export class RawConnection implements AsyncDisposable {
  readonly socket: Socket
  #received = Buffer.alloc(0)
  #isClosed = false
  #wake = (): void => undefined

  constructor(endpoint: string) {
    this.socket = openSocket(endpoint)
    this.socket.on('data', (piece: Buffer) => {
      this.#received = Buffer.concat([this.#received, piece])
      this.#wake()
    })
    // A connection that is cut is an end as another one.
    this.socket.on('error', () => undefined)
    for (const event of ['end', 'close'])
      this.socket.on(event, () => {
        this.#isClosed = true
        this.#wake()
      })
  }

  /** Whether the server has ended the connection. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  /** What came and is no answer that somebody has taken. */
  get left(): string {
    return this.#received.toString('latin1')
  }

  write(bytes: Buffer | string): void {
    if (!this.socket.destroyed) this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  }

  /** Says that nothing more comes. */
  end(): void {
    this.socket.end()
  }

  /** The next answer; `undefined` where the server ends the connection without one. Rejects where neither happens. */
  async answer(method?: string): Promise<WireAnswer | undefined> {
    const taken = await this.#until(() => {
      const next = takeAnswer(this.#received, { ...(method !== undefined && { method }), isClosed: this.#isClosed })
      return next ?? (this.#isClosed && 'closed')
    })
    if (taken === 'closed') return undefined
    this.#received = Buffer.from(taken.rest)
    return taken.answer
  }

  /** Resolves when the server has ended the connection. */
  async closed(): Promise<void> {
    await this.#until(() => this.#isClosed)
  }

  async #until<T>(look: () => T | undefined | false): Promise<T> {
    const deadline = Date.now() + HANG
    for (;;) {
      const found = look()
      if (found !== undefined && found !== false) return found
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`nothing came within ${HANG / 1000} seconds; before: ${JSON.stringify(this.left)}`)
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      const timer = setTimeout(resolve, left)
      await promise
      clearTimeout(timer)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.socket.destroyed) this.socket.destroy()
    if (!this.socket.closed) await new Promise((resolve) => this.socket.once('close', resolve))
  }
}

const HEALTH = 'GET /_outcrop/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

export interface Exchanged {
  /** In the order in which they came. */
  answers: WireAnswer[]
  /** What is wrong with the connection behind them. */
  fault: string | undefined
}

/**
 * Sends a request, and looks at what becomes of the connection. A request that is whole has its answer, and behind it the
 * connection works for another one, or is closed; with any other nothing more comes, and the server ends the connection.
 */
export async function exchange(
  endpoint: string,
  { bytes, method, isWhole }: { bytes: Buffer; method?: string; isWhole: boolean },
): Promise<Exchanged> {
  await using connection = new RawConnection(endpoint)
  connection.write(bytes)
  const answers: WireAnswer[] = []
  if (!isWhole) {
    connection.end()
    for (let next = await connection.answer(method); next; next = await connection.answer()) answers.push(next)
    return { answers, fault: undefined }
  }
  const answer = await connection.answer(method)
  if (!answer) return { answers, fault: 'the connection is closed without an answer' }
  answers.push(answer)
  return { answers, fault: await faultBehind(connection, answer) }
}

async function faultBehind(connection: RawConnection, { headers }: WireAnswer): Promise<string | undefined> {
  if (headers.get('connection') !== 'close') connection.write(HEALTH)
  else if (!connection.isClosed) connection.end()
  const next = await connection.answer()
  if (!next) return undefined
  await connection.closed()
  const isHealthy = headers.get('connection') !== 'close' && next.status === 200 && connection.left === ''
  return isHealthy ? undefined : `behind the answer comes ${JSON.stringify({ ...next, left: connection.left })}`
}
