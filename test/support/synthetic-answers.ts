import {
  Unanswerable,
  type ChatAnswer,
  type ChatAsk,
  type EmbeddingAnswer,
  type EmbeddingAsk,
  type Question,
  type Turn,
} from '../../emulator/answers/answers.ts'
import { SyntheticAnswers } from '../../emulator/answers/synthetic.ts'
import { chatQuestion } from './questions.ts'

/** Synthetic answers of one seed, for all tests that do not care which. */
export const answers = new SyntheticAnswers({ seed: 'seed' })

export async function chatAnswerTo(question: Question<ChatAsk>, by = answers): Promise<ChatAnswer> {
  const [result] = await by.answer([question])
  if (result === undefined || result instanceof Unanswerable || result.kind !== 'chat')
    throw new Error(`no chat: ${JSON.stringify(result)}`)
  return result
}

export async function embeddingAnswerTo(question: Question<EmbeddingAsk>, by = answers): Promise<EmbeddingAnswer> {
  const [result] = await by.answer([question])
  if (result === undefined || result instanceof Unanswerable || result.kind !== 'embedding')
    throw new Error(`no embedding: ${JSON.stringify(result)}`)
  return result
}

/** The answer to a question of one user turn, with some members of its ask changed. */
export const answer = (changes: Partial<ChatAsk> = {}): Promise<ChatAnswer> => chatAnswerTo(chatQuestion(changes))

export const textOf = async (changes: Partial<ChatAsk> = {}): Promise<string> =>
  (await answer(changes)).choices[0]!.text

/** Why there is no answer; `undefined` where there is one. */
export async function reasonOf(changes: Partial<ChatAsk>): Promise<string | undefined> {
  const [result] = await answers.answer([chatQuestion(changes)])
  return result instanceof Unanswerable ? result.reason : undefined
}

export const says = (...turns: [Turn['role'], string][]): Turn[] => turns.map(([role, text]) => ({ role, text }))

/** A tool of one required argument. */
export const CITY_TOOL = {
  name: 'find_weather',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}
