import { invalidType } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { CallIds } from '../call-ids.ts'
import { toContent, toParts } from './content.ts'
import type { Dialect } from './dialect.ts'
import { dropOthers } from './drop-others.ts'

/**
 * `messages` as the client wrote them, as far as the model takes them: legacy function calls become tool calls, refusals
 * text; nulls and messages that hold nothing are left out. The conversation's reader has checked them.
 */
export function toOpenAIMessages(messages: JsonObject[], dialect: Dialect, report: LossReport): JsonObject[] {
  const writer = new MessageWriter(dialect, report)
  return messages
    .map((message, index) => writer.write(message, `messages[${index}]`))
    .filter((message) => message !== undefined)
}

class MessageWriter {
  readonly #dialect: Dialect
  readonly #report: LossReport
  readonly #ids: CallIds
  #hasBegun = false

  constructor(dialect: Dialect, report: LossReport) {
    this.#dialect = dialect
    this.#report = report
    this.#ids = new CallIds(dialect.spellId)
  }

  write(message: JsonObject, path: string): JsonObject | undefined {
    switch (message.role) {
      case 'assistant':
        return this.#writeAssistant(message, path)
      case 'tool':
        return this.#writeResult(message, this.#ids.find(message.tool_call_id as string)!, path)
      case 'function':
        return this.#writeResult(message, this.#ids.findOfFunction(message.name as string)!, path)
      default:
        return this.#writeText(message, path)
    }
  }

  #writeText(message: JsonObject, path: string): JsonObject | undefined {
    const isUser = message.role === 'user'
    const images = isUser && this.#dialect.images
    const content = this.#toContent(toParts(message.content, images, `${path}.content`, this.#report))
    dropOthers(message, ['role', 'content', 'name'], path, this.#report)
    if (content === undefined) return undefined
    const role = isUser ? 'user' : this.#systemRole(message.role as string)
    this.#hasBegun ||= isUser
    return { role, ...content, ...this.#toName(message, path) }
  }

  #systemRole(role: string): string {
    if (this.#hasBegun && !this.#dialect.lateSystem) return 'user'
    return this.#dialect.developer ? role : 'system'
  }

  #writeAssistant(message: JsonObject, path: string): JsonObject | undefined {
    const parts = ['content', 'refusal'].flatMap((name) =>
      toParts(message[name], false, `${path}.${name}`, this.#report),
    )
    const calls = this.#toCalls(message, path)
    dropOthers(message, ['role', 'content', 'refusal', 'name', 'tool_calls', 'function_call'], path, this.#report)
    if (parts.length + calls.length === 0) return undefined
    this.#hasBegun = true
    return {
      role: 'assistant',
      ...(this.#toContent(parts) ?? (this.#dialect.contentBesideCalls && { content: '' })),
      ...this.#toName(message, path),
      ...(calls.length > 0 && { tool_calls: calls }),
    }
  }

  #toCalls(message: JsonObject, path: string): JsonObject[] {
    const calls = ((message.tool_calls ?? []) as JsonObject[]).map((call, index) => {
      dropOthers(call, ['id', 'type', 'function'], `${path}.tool_calls[${index}]`, this.#report)
      return this.#toCall(call.id as string, call.function as JsonObject, `${path}.tool_calls[${index}]`)
    })
    const legacy = message.function_call
    return isJsonObject(legacy) ? [...calls, this.#toCall(undefined, legacy, `${path}.function_call`)] : calls
  }

  #toCall(id: string | undefined, { name, arguments: given }: JsonObject, path: string): JsonObject {
    const sent = this.#ids.add(id, name as string, path)
    const type = this.#dialect.typedCalls ? { type: 'function' } : {}
    return { id: sent, ...type, function: { name: name!, arguments: toArguments(given) } }
  }

  #writeResult(message: JsonObject, callId: string, path: string): JsonObject {
    const parts = toParts(message.content, false, `${path}.content`, this.#report)
    const isNamed = message.role === 'function'
    dropOthers(message, ['role', 'content', 'tool_call_id', ...(isNamed ? ['name'] : [])], path, this.#report)
    return { role: 'tool', tool_call_id: callId, ...(this.#toContent(parts) ?? { content: '' }) }
  }

  #toContent(parts: ReturnType<typeof toParts>): { content: Json } | undefined {
    const content = toContent(parts, this.#dialect)
    return content === undefined ? undefined : { content }
  }

  #toName({ name = null }: JsonObject, path: string): { name?: string } {
    if (name === null) return {}
    if (typeof name !== 'string') throw invalidType(`${path}.name`, 'a string', name)
    if (this.#dialect.names) return { name }
    this.#report.drop(`${path}.name`, 'This model knows no names of speakers.')
    return {}
  }
}

/** The text as it stood, so that its numbers stay; for none, the empty object. */
function toArguments(given: Json | undefined): string {
  if (isJsonObject(given)) return JSON.stringify(given)
  return typeof given === 'string' && given.trim() !== '' ? given : '{}'
}
