import type { Answer, Answers, EmbeddingAnswer, EmbeddingAsk, Question, Unanswerable } from './answers.ts'
import { countTokens } from './count-tokens.ts'
import { needsValue, syntheticChat, type ValueBySchema } from './synthetic-chat.ts'
import { syntheticVector } from './synthetic-vector.ts'
import { Turn } from './turn.ts'

/** Embeddings of one family and seed share a space. Images cost no tokens here: the families that count at all count text. */
async function syntheticEmbedding(
  { ask, family }: Question<EmbeddingAsk>,
  seed: string,
  turn: Turn,
): Promise<EmbeddingAnswer> {
  const options = { dimensions: ask.dimensions, normalize: ask.normalize, space: JSON.stringify([family, seed]) }
  const vectors: number[][] = []
  for (const input of ask.inputs) {
    vectors.push(syntheticVector(input, options))
    if (turn.isLong) await turn.giveWay()
  }
  return { kind: 'embedding', vectors, inputTokens: ask.inputs.map(({ text }) => countTokens(text)) }
}

/** Answers that are made up: a function of the question and the seed alone, easy to tell from a model's, and cheap. */
export class SyntheticAnswers implements Answers {
  readonly #seed: string

  constructor({ seed }: { seed: string }) {
    this.#seed = seed
  }

  async answer(questions: Question[]): Promise<(Answer | Unanswerable)[]> {
    // Ajv takes some 50 ms to import, and most batches have no schema.
    const needsSchemas = questions.some(({ ask }) => ask.kind === 'chat' && needsValue(ask))
    const bySchema = needsSchemas ? (await import('./value-by-schema.ts')).valueBySchema : undefined
    const turn = new Turn()
    const answers: (Answer | Unanswerable)[] = []
    for (const question of questions) {
      answers.push(await this.#answerOne(question, bySchema, turn))
      if (turn.isLong) await turn.giveWay()
    }
    return answers
  }

  #answerOne(
    { ask, ...question }: Question,
    bySchema: ValueBySchema | undefined,
    turn: Turn,
  ): Promise<Answer | Unanswerable> {
    return ask.kind === 'chat'
      ? syntheticChat({ ...question, ask }, this.#seed, { bySchema, turn })
      : syntheticEmbedding({ ...question, ask }, this.#seed, turn)
  }
}
