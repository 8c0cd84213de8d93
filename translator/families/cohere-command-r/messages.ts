import type { Block, CallBlock, Conversation, ResultBlock } from '../../chat/conversation.ts'
import { inlineSystem } from '../../chat/inline-system.ts'
import { fitPrefill } from '../../chat/prefill.ts'
import { TextWriter } from '../../chat/text-conversation.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

export type Messages = {
  /** Empty where the user's last turn is nothing but results. */
  message: string
  chat_history?: JsonObject[]
  tool_results?: JsonObject[]
}

type Entry =
  | { role: 'USER'; message: string }
  | { role: 'CHATBOT'; message: string; tool_calls?: JsonObject[] }
  | { role: 'TOOL'; tool_results: JsonObject[] }

/**
 * The user's last words and what went before. AWS documents USER and CHATBOT in the history; that calls stand at CHATBOT is
 * seen in what Bedrock answers (pwshBedrock's tool example), TOOL is Cohere's own form (UNVERIFIED on Bedrock).
 */
export function toMessages({ turns }: Conversation, report: LossReport): Messages {
  const sent = fitPrefill(
    inlineSystem(turns),
    'Command R does not go on from an answer that the client has begun.',
    report,
  )
  const writer = new EntryWriter(report)
  const entries = sent.flatMap(({ role, blocks, path }) =>
    role === 'user' ? writer.toUser(blocks, path) : writer.toChatbot(blocks, path),
  )
  const last = entries.at(-1)!
  const history = entries.slice(0, -1)
  return {
    message: last.role === 'USER' ? last.message : '',
    ...(history.length > 0 && { chat_history: history }),
    ...(last.role === 'TOOL' && { tool_results: last.tool_results }),
  }
}

/** Entries of the history. Cohere's calls have no ids: a result is told by the call itself. */
class EntryWriter {
  readonly #texts: TextWriter
  readonly #calls = new Map<string, JsonObject>()

  constructor(report: LossReport) {
    this.#texts = new TextWriter({}, report)
  }

  toUser(blocks: Block[], path: string): Entry[] {
    const results = blocks.filter((block) => block.type === 'result').map((block) => this.#toResult(block))
    const message = this.#texts.write(
      blocks.filter(({ type }) => type !== 'result'),
      path,
    )
    return [
      ...(results.length > 0 ? [{ role: 'TOOL', tool_results: results } as const] : []),
      ...(message === '' ? [] : [{ role: 'USER', message } as const]),
    ]
  }

  toChatbot(blocks: Block[], path: string): Entry[] {
    const calls = blocks.filter((block) => block.type === 'call').map((block) => this.#toCall(block))
    const message = this.#texts.write(
      blocks.filter(({ type }) => type !== 'call'),
      path,
    )
    if (calls.length === 0) return message === '' ? [] : [{ role: 'CHATBOT', message }]
    return [{ role: 'CHATBOT', message, tool_calls: calls }]
  }

  #toCall({ id, name, input }: CallBlock): JsonObject {
    const call = { name, parameters: input }
    this.#calls.set(id, call)
    return call
  }

  /** AWS's sample has the text of an output in `text`. */
  #toResult({ callId, content, path }: ResultBlock): JsonObject {
    const outputs = content.map((block) => ({ text: this.#texts.write([block], path) }))
    return { call: this.#calls.get(callId)!, outputs: outputs.length > 0 ? outputs : [{ text: '' }] }
  }
}
