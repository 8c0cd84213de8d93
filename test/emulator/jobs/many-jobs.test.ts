import { setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { SyntheticAnswers } from '../../../emulator/answers/synthetic.ts'
import type { Answers } from '../../../emulator/answers/answers.ts'
import { jobEngine, novaLines } from '../../support/job-engine.ts'

const RECORDS = 3000
const TWO_MODELS = ['amazon.nova-lite-v1:0', 'meta.llama3-8b-instruct-v1:0'] as const
const llamaLines = Array.from(
  { length: RECORDS },
  (_, index) => `{"recordId":"R${index}","modelInput":{"prompt":"text ${index}"}}\n`,
).join('')

/** Answers that count, by family, and see how many came between two turns of the event loop. */
class CountingAnswers implements Answers {
  readonly counts = new Map<string, number>()
  readonly #answers = new SyntheticAnswers({ seed: '' })
  #inTurn = 0
  mostInTurn = 0
  isOver = false

  async answer(questions: Parameters<Answers['answer']>[0]) {
    for (const { family } of questions) this.counts.set(family, (this.counts.get(family) ?? 0) + 1)
    this.#inTurn += questions.length
    this.mostInTurn = Math.max(this.mostInTurn, this.#inTurn)
    return await this.#answers.answer(questions)
  }

  /** Others get their turn when a callback of the event loop comes to run: a request would. */
  async watchTurns(): Promise<void> {
    while (!this.isOver) {
      this.#inTurn = 0
      await turn()
    }
  }
}

/** Runs a job of each of two families side by side. */
async function runTwo(onAnswer: (answers: CountingAnswers) => void = () => undefined): Promise<CountingAnswers> {
  const answers = new CountingAnswers()
  const watched: Answers = {
    answer: async (questions) => {
      const answered = await answers.answer(questions)
      onAnswer(answers)
      return answered
    },
  }
  await using engine = jobEngine({ answers: watched, phases: { perRecord: 0 } })
  await engine.put('records.jsonl', novaLines(RECORDS))
  await engine.put('llama.jsonl', llamaLines)
  const input = { s3Uri: 's3://in-put/llama.jsonl', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
  const jobs = [engine.create({ modelId: TWO_MODELS[0] }), engine.create({ modelId: TWO_MODELS[1], input })]
  const turns = answers.watchTurns()
  await engine.clock.advance(3_600_000)
  answers.isOver = true
  await turns
  for (const job of jobs)
    expect(engine.current(job)).toMatchObject({ status: 'Completed', counts: { success: RECORDS } })
  return answers
}

test('others get their turn after a hundred records of each job', async () => {
  const { mostInTurn } = await runTwo()
  expect(mostInTurn).toBeGreaterThan(0)
  expect(mostInTurn).toBeLessThanOrEqual(2 * 100)
})

test('two jobs get on side by side: when one is through, the other is nearly so', async () => {
  const behind: number[] = []
  await runTwo(({ counts }) => {
    if ([...counts.values()].some((count) => count === RECORDS)) behind.push(Math.min(...counts.values()))
  })
  expect(behind[0]).toBeGreaterThan(RECORDS * 0.75)
})

test('of three hundred jobs that are due together some wait, and all of them complete', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  let begun = 0
  await using engine = jobEngine({
    relaxed: ['minRecords', 'batchModels', 'concurrentJobs'],
    wrapStore: (store) =>
      new Proxy(store, {
        get: (target, name) => {
          if (name === 'bucketRegion')
            return async () => {
              begun += 1
              await gate
              return 'us-east-1'
            }
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function' ? (value.bind(target) as unknown) : value
        },
      }),
  })
  await engine.put('records.jsonl', novaLines(1))
  const jobs = Array.from({ length: 300 }, () => engine.create())

  const advanced = engine.clock.advance(3_600_000)
  await expect.poll(() => begun).toBe(16)
  await turn()
  expect(begun).toBe(16)
  open()
  await advanced

  expect(new Set(jobs.map((job) => engine.current(job).status))).toEqual(new Set(['Completed']))
})

test('a stop of a job that waits for its turn keeps what is due by then', async () => {
  await using engine = jobEngine({ quotas: { concurrentJobs: 100 }, phases: { perRecord: 1000 } })
  await engine.put('records.jsonl', novaLines(RECORDS))
  const jobs = Array.from({ length: 40 }, () => engine.create())
  await engine.clock.advance(180_000)
  const { processed: before } = engine.current(jobs.at(-1)!).counts
  const now = engine.clock.now() + 1_000_000
  const clock = vi.spyOn(engine.clock, 'now').mockReturnValue(now)

  const caughtUp = engine.runner.catchUp()
  engine.stop(jobs.at(-1)!)
  await caughtUp
  clock.mockRestore()
  await engine.clock.advance(2_000_000)

  expect(engine.current(jobs.at(-1)!)).toMatchObject({ status: 'Stopped', counts: { processed: before + 1000 } })
})

test('what is due begins also while hundreds of jobs are being worked on', async () => {
  await using engine = jobEngine({ quotas: { concurrentJobs: 1000 }, phases: { perRecord: 1000 } })
  await engine.put('records.jsonl', novaLines(100))
  for (let count = 0; count < 300; count += 1) engine.create()
  await engine.clock.advance(180_000)

  const caughtUp = engine.runner.catchUp()
  const job = engine.create()
  expect(engine.runner.nextDueAt()).toBe(engine.current(job).dueAt)
  await caughtUp
})
