import type { JsonObject } from '../formats/json-text.ts'
import type { Call, ChatAnswer, ChatChoice, TokenUsage } from './chat-answer.ts'
import { unwrapSchemaTool } from './schema-tool.ts'

export interface CompletionContext {
  /** For answers that have no id of their own. */
  id: () => string
  /** Epoch seconds. */
  created: number
  /** As the client named it. */
  model: string
  /** Id of a call to which the model gave none. */
  callId: (choice: number, call: number) => string
}

/** An answer as OpenAI's `chat.completion` (openai 6.49, ChatCompletion). */
export function toCompletion(answer: ChatAnswer, context: CompletionContext): JsonObject {
  const ids = new Set<string>()
  return {
    id: answer.id ?? context.id(),
    object: 'chat.completion',
    created: context.created,
    model: context.model,
    choices: answer.choices.map((choice, index) => toChoice(unwrapSchemaTool(choice), index, ids, context)),
    ...(answer.usage && { usage: toUsage(answer.usage) }),
  }
}

function toChoice(choice: ChatChoice, index: number, ids: Set<string>, context: CompletionContext): JsonObject {
  const calls = choice.calls.map((call, place) =>
    toCall(
      call,
      uniqueId(call.id, ids, () => context.callId(index, place)),
    ),
  )
  return {
    index,
    message: {
      role: 'assistant',
      content: choice.content ?? null,
      refusal: choice.refusal ?? null,
      ...(choice.reasoning !== undefined && { reasoning_content: choice.reasoning }),
      ...(choice.thinkingBlocks && { thinking_blocks: choice.thinkingBlocks as JsonObject[] }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    logprobs: choice.logprobs ?? null,
    finish_reason: choice.finishReason,
  }
}

const toCall = ({ name, arguments: text }: Call, id: string): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: text },
})

/** Some models number the calls of every answer from `call_0`. */
function uniqueId(given: string | undefined, ids: Set<string>, derived: () => string): string {
  const id = given === undefined || given === '' || ids.has(given) ? derived() : given
  ids.add(id)
  return id
}

function toUsage({ prompt, completion, cached, cacheWritten, reasoning }: TokenUsage): JsonObject {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...((cached !== undefined || cacheWritten !== undefined) && {
      prompt_tokens_details: {
        cached_tokens: cached ?? 0,
        ...(cacheWritten !== undefined && { cache_write_tokens: cacheWritten }),
      },
    }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  }
}
