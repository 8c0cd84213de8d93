import { setTimeout } from 'node:timers/promises'
import { bucketOperations } from './bucket-operations.ts'
import type { Figures } from './figures.ts'
import { jobOperations } from './job-operations.ts'
import { objectOperations } from './object-operations.ts'
import { uploadOperations } from './upload-operations.ts'
import { WrongAnswer, type Operation, type World } from './world.ts'

const OPERATIONS = [...objectOperations, ...uploadOperations, ...jobOperations, ...bucketOperations].flatMap(
  (operation) => Array.from({ length: operation.weight }, () => operation),
)
const CLIENTS = 6
const MOST_ANSWERS = 30
/** Most milliseconds between the last answer that is waited for and the kill: mostly none, sometimes time for jobs to go on. */
const DELAYS = [4, 4, 4, 40, 40, 600]

export interface Burst {
  /** Resolves when it is time to kill the server. */
  ripe: Promise<void>
  /** What is being asked for. */
  underWay: Set<Operation>
  /** Requests that fail from now on may. */
  stop(): void
  /** Resolves when all clients have noticed. Rejects when one got a wrong answer. */
  ended: Promise<unknown>
}

/** Several clients do what they like. */
export function burst(world: World, figures: Figures): Burst {
  const { random } = world
  const ripe = Promise.withResolvers<void>()
  const underWay = new Set<Operation>()
  let wanted = random.integer(MOST_ANSWERS)
  const stopped = new AbortController()
  const ripen = (): void => {
    if ((wanted -= 1) === -1)
      void setTimeout(random.fraction() * DELAYS[random.integer(DELAYS.length)]!).then(ripe.resolve)
  }
  const run = async (operation: Operation, work: Promise<void>): Promise<void> => {
    const token = { ...operation }
    underWay.add(token)
    try {
      await work
      figures.answered += 1
    } catch (error) {
      // What the kill took away is told by no status.
      if (!stopped.signal.aborted || isAnswer(error)) throw new Error(`${operation.name} failed`, { cause: error })
    } finally {
      underWay.delete(token)
    }
  }
  const client = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const operation = OPERATIONS[random.integer(OPERATIONS.length)]!
      const work = operation.begin(world)
      await (work ? run(operation, work) : setTimeout(1))
      ripen()
    }
  }
  const ended = Promise.all(Array.from({ length: CLIENTS }, client))
  // Whoever waits for the moment is told of a wrong answer at once.
  ended.catch(ripe.reject)
  ripen()
  return { ripe: ripe.promise, underWay, stop: () => stopped.abort(), ended }
}

const isAnswer = (error: unknown): boolean => {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return error instanceof WrongAnswer || ($metadata?.httpStatusCode ?? 0) >= 400
}
