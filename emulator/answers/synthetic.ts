import type { Answer, Answers, EmbeddingAnswer, EmbeddingAsk, Question, Unanswerable } from './answers.ts'
import { countTokens } from './count-tokens.ts'
import { needsValue, syntheticChat, type ValueBySchema } from './synthetic-chat.ts'
import { syntheticVector } from './synthetic-vector.ts'

/** Embeddings of one family and seed share a space. Images cost no tokens here: the families that count at all count text. */
function syntheticEmbedding({ ask, family }: Question<EmbeddingAsk>, seed: string): EmbeddingAnswer {
  const options = { dimensions: ask.dimensions, normalize: ask.normalize, space: JSON.stringify([family, seed]) }
  return {
    kind: 'embedding',
    vectors: ask.inputs.map((input) => syntheticVector(input, options)),
    inputTokens: ask.inputs.map(({ text }) => countTokens(text)),
  }
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
    return questions.map((question) => this.#answerOne(question, bySchema))
  }

  #answerOne({ ask, ...question }: Question, bySchema: ValueBySchema | undefined): Answer | Unanswerable {
    return ask.kind === 'chat'
      ? syntheticChat({ ...question, ask }, this.#seed, bySchema)
      : syntheticEmbedding({ ...question, ask }, this.#seed)
  }
}
