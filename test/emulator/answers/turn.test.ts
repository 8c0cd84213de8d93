import { afterEach, describe, expect, test, vi } from 'vitest'
import { SyntheticAnswers } from '../../../emulator/answers/synthetic.ts'
import type { Question } from '../../../emulator/answers/answers.ts'
import { chatQuestion, embeddingQuestion } from '../../support/questions.ts'
import { CITY_TOOL } from '../../support/synthetic-answers.ts'

afterEach(() => vi.restoreAllMocks())

/** From here on, every look at the clock comes some milliseconds after the one before. */
function letLooksTake(milliseconds: number): void {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds))
}

const answers = new SyntheticAnswers({ seed: 'seed' })

/** How many turns others on this thread get while questions are answered. */
async function turnsDuring(questions: Question[]): Promise<number> {
  // What is imported at the first use is there already.
  await answers.answer(questions)
  let turns = 0
  let next = setImmediate(function count() {
    turns += 1
    next = setImmediate(count)
  })
  await answers.answer(questions)
  clearImmediate(next)
  return turns
}

const many = <T>(value: T): T[] => Array.from({ length: 10 }, () => value)

describe('answers that take long', () => {
  test('others get their turns between records', async () => {
    letLooksTake(25)

    expect(await turnsDuring(many(chatQuestion()))).toBeGreaterThanOrEqual(8)
  })

  test('others get their turns between the choices of one record', async () => {
    letLooksTake(25)

    expect(await turnsDuring([chatQuestion({ choiceCount: 10, schema: CITY_TOOL.schema })])).toBeGreaterThanOrEqual(8)
  })

  test('others get their turns between the vectors of one record', async () => {
    letLooksTake(25)

    expect(await turnsDuring([embeddingQuestion({ inputs: many({ text: 'a', images: [] }) })])).toBeGreaterThanOrEqual(
      8,
    )
  })
})

test('answers that take no time are given in one turn', async () => {
  letLooksTake(0)

  expect(await turnsDuring(many(chatQuestion()))).toBe(0)
})
