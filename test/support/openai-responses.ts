import type { ChatCompletion as OwnChatCompletion } from 'openai/resources/chat/completions'
import type { CreateEmbeddingResponse as OwnEmbeddings } from 'openai/resources/embeddings'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'

/*
 * Shapes of OpenAI's answers as the types of its own package (6.49.0) have them, closed: a member that is not named here is
 * one that no client expects. Bodies of batches are not parsed by that package, so that only these say whether they hold.
 */

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })
const TextOrNull = Type.Union([Type.String(), Type.Null()])

const ToolCall = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    type: Type.Literal('function'),
    function: Type.Object({ name: Type.String({ minLength: 1 }), arguments: Type.String() }, closed),
  },
  closed,
)

const Message = Type.Object(
  {
    role: Type.Literal('assistant'),
    content: TextOrNull,
    refusal: TextOrNull,
    tool_calls: Type.Optional(Type.Array(ToolCall, { minItems: 1 })),
    // Beyond OpenAI's own, as clients of many models know it.
    reasoning_content: Type.Optional(Type.String()),
    thinking_blocks: Type.Optional(Type.Array(Type.Object({ type: Type.String() }))),
  },
  closed,
)

const FinishReason = Type.Union([
  Type.Literal('stop'),
  Type.Literal('length'),
  Type.Literal('tool_calls'),
  Type.Literal('content_filter'),
])

const Choice = Type.Object(
  { index: Count, message: Message, logprobs: Type.Null(), finish_reason: FinishReason },
  closed,
)

const Usage = Type.Object(
  {
    prompt_tokens: Count,
    completion_tokens: Count,
    total_tokens: Count,
    prompt_tokens_details: Type.Optional(
      Type.Object({ cached_tokens: Count, cache_write_tokens: Type.Optional(Count) }, closed),
    ),
    completion_tokens_details: Type.Optional(Type.Object({ reasoning_tokens: Count }, closed)),
  },
  closed,
)

const Completion = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    object: Type.Literal('chat.completion'),
    created: Count,
    model: Type.String({ minLength: 1 }),
    choices: Type.Array(Choice, { minItems: 1 }),
    usage: Type.Optional(Usage),
  },
  closed,
)

const Embedding = Type.Object(
  {
    object: Type.Literal('embedding'),
    index: Count,
    // Text where the client has asked for base64, as OpenAI's own package does unless it is told otherwise.
    embedding: Type.Union([Type.Array(Type.Number(), { minItems: 1 }), Type.String({ minLength: 4 })]),
  },
  closed,
)

const Embeddings = Type.Object(
  {
    object: Type.Literal('list'),
    data: Type.Array(Embedding, { minItems: 1 }),
    model: Type.String({ minLength: 1 }),
    usage: Type.Object({ prompt_tokens: Count, total_tokens: Count }, closed),
  },
  closed,
)

const resultLine = <Body extends typeof Completion | typeof Embeddings>(body: Body) =>
  Type.Object(
    {
      id: Type.String({ minLength: 1 }),
      custom_id: Type.String(),
      response: Type.Object(
        { status_code: Type.Literal(200), request_id: Type.String({ minLength: 1 }), body },
        closed,
      ),
      error: Type.Null(),
    },
    closed,
  )

const CompletionLine = resultLine(Completion)
const EmbeddingsLine = resultLine(Embeddings)

export type ChatCompletion = Static<typeof Completion>
export type CreateEmbeddingResponse = Static<typeof Embeddings>

const isCompletionLine = Compile(CompletionLine)
const isEmbeddingsLine = Compile(EmbeddingsLine)

/** One line of an output file with a chat completion. Throws where it is none. */
export function parseCompletionLine(text: string): { customId: string; body: ChatCompletion } {
  const line: unknown = JSON.parse(text)
  if (!isCompletionLine.Check(line)) throw new Error(`${JSON.stringify(isCompletionLine.Errors(line))} in ${text}`)
  return { customId: line.custom_id, body: line.response.body satisfies OwnChatCompletion }
}

/** One line of an output file with embeddings. Throws where it is none. */
export function parseEmbeddingsLine(text: string): { customId: string; body: CreateEmbeddingResponse } {
  const line: unknown = JSON.parse(text)
  if (!isEmbeddingsLine.Check(line)) throw new Error(`${JSON.stringify(isEmbeddingsLine.Errors(line))} in ${text}`)
  return { customId: line.custom_id, body: line.response.body }
}

/** Embeddings that were not asked for as base64, in the type of OpenAI's own package. */
export function withNumbers({ data, ...body }: CreateEmbeddingResponse): OwnEmbeddings {
  return {
    ...body,
    data: data.map(({ embedding, ...item }) => {
      if (typeof embedding === 'string') throw new Error('the embedding is base64')
      return { ...item, embedding }
    }),
  }
}
