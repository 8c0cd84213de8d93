import type { ChatAnswer } from '../chat/chat-answer.ts'
import type { EmbeddingAnswer } from '../embeddings/embedding-request.ts'
import { LineError } from '../errors.ts'
import type { LineKey } from './record-id.ts'

/** What a record has come to. */
export type Outcome = { answer: Answer } | { error: LineError }
export type Answer = { chat: ChatAnswer } | { embeddings: EmbeddingAnswer }

/** Lines that became several records, not all of which have come back yet. */
export class PartialLines {
  readonly #lines = new Map<string, { count: number; outcomes: Map<number, Outcome> }>()

  /** The outcome of the whole line when this was the last of its parts. */
  add(customId: string, { index, count }: NonNullable<LineKey['part']>, outcome: Outcome): Outcome | undefined {
    const line = this.#lines.get(customId) ?? { count, outcomes: new Map<number, Outcome>() }
    line.outcomes.set(index, outcome)
    this.#lines.set(customId, line)
    if (line.outcomes.size < line.count) return undefined
    this.#lines.delete(customId)
    const inOrder = Array.from(line.outcomes).toSorted(([one], [other]) => one - other)
    return joinOutcomes(inOrder.map(([, part]) => part))
  }

  /** The lines that are left when no more parts come, each with its error. */
  takeAll(): { customId: string; error: LineError }[] {
    const left = Array.from(this.#lines, ([customId, { count, outcomes }]) => ({
      customId,
      error: new LineError(`Of the ${count} records of this line ${outcomes.size} have an output.`, {
        status: 504,
        code: 'missing_record',
      }),
    }))
    this.#lines.clear()
    return left
  }
}

/** One answer of the answers to all records of a line; the first that failed fails the line. */
function joinOutcomes(parts: Outcome[]): Outcome {
  const failed = parts.find((part) => 'error' in part)
  if (failed) return failed
  const answers = parts.map((part) => (part as { answer: Answer }).answer)
  const chats = answers.filter((answer) => 'chat' in answer).map(({ chat }) => chat)
  if (chats.length > 0) return { answer: { chat: joinChats(chats) } }
  const embeddings = answers.filter((answer) => 'embeddings' in answer).map(({ embeddings: part }) => part)
  return {
    answer: {
      embeddings: {
        vectors: embeddings.flatMap(({ vectors }) => vectors),
        tokens: embeddings.reduce<number | undefined>(
          (sum, { tokens }) => (tokens === undefined ? sum : (sum ?? 0) + tokens),
          undefined,
        ),
      },
    },
  }
}

/** The prompt counts once, as OpenAI counts it, though Bedrock has read it for every answer. */
function joinChats(chats: ChatAnswer[]): ChatAnswer {
  const [first] = chats
  const usages = chats.flatMap(({ usage }) => usage ?? [])
  return {
    id: first!.id,
    choices: chats.flatMap(({ choices }) => choices),
    usage:
      usages.length < chats.length
        ? undefined
        : {
            ...usages[0]!,
            completion: usages.reduce((sum, { completion }) => sum + completion, 0),
            reasoning: usages.some(({ reasoning }) => reasoning !== undefined)
              ? usages.reduce((sum, { reasoning = 0 }) => sum + reasoning, 0)
              : undefined,
          },
  }
}
