import { invalidType, invalidValue, missingParameter } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import { CallIds, inSafeLetters } from './call-ids.ts'
import { readContent, readTexts } from './content.ts'
import type { AssistantTurn, CallBlock, Conversation, ResultBlock, Turn, UserTurn } from './conversation.ts'
import { parseArguments, readToolName } from './tools.ts'

/**
 * Reads `messages` of a chat completion. Turns of one role after another are merged, results of calls gathered before what
 * the user says next; blank texts and empty assistant turns are left out. Throws a LineError that names the place.
 */
export function readConversation(messages: Json | undefined): Conversation {
  if (!Array.isArray(messages)) throw invalidType('messages', 'an array of objects', messages)
  const reader = new ConversationReader()
  messages.forEach((message, index) => reader.add(message, `messages[${index}]`))
  return reader.toConversation()
}

class ConversationReader {
  readonly #conversation: Conversation = { system: [], turns: [] }
  /** Made for the first call: most conversations have none. */
  #callIds: CallIds | undefined
  /** Calls of the last assistant turn that have no result yet, and where they are. */
  #open: Map<string, string> | undefined
  /** Results of the user's last turn that has any: they stand before all that the user says there. */
  #results: { turn: UserTurn; blocks: ResultBlock[] } | undefined

  get #ids(): CallIds {
    return (this.#callIds ??= new CallIds(inSafeLetters))
  }

  add(message: Json, path: string): void {
    if (!isJsonObject(message)) throw invalidType(path, 'an object', message)
    switch (message.role) {
      case 'system':
      case 'developer':
        return this.#addSystem(message, path)
      case 'user':
        return this.#addUser(message, path)
      case 'assistant':
        return this.#addAssistant(message, path)
      case 'tool': {
        const id = stringMember(message, 'tool_call_id', path)
        return this.#addResult(message, { callId: this.#ids.find(id), named: id }, path)
      }
      case 'function': {
        const name = stringMember(message, 'name', path)
        return this.#addResult(message, { callId: this.#ids.findOfFunction(name), named: name }, path)
      }
      case undefined:
      case null:
        throw missingParameter(`${path}.role`)
      default:
        throw invalidValue(
          `${path}.role`,
          `${JSON.stringify(message.role)} is not one of system, developer, user, assistant, tool, function.`,
        )
    }
  }

  toConversation(): Conversation {
    this.#placeResults()
    const { turns } = this.#conversation
    for (const path of this.#open?.values() ?? [])
      throw invalidValue(path, 'the call has no tool message that answers it.')
    const first = turns.find(({ role }) => role !== 'system')
    if (!first) throw invalidValue('messages', 'there is no user message with content.')
    if (first.role === 'assistant') throw invalidValue(first.path, 'the first turn must be the user’s.')
    return this.#conversation
  }

  #addSystem(message: JsonObject, path: string): void {
    const blocks = readTexts(message.content, `${path}.content`)
    const { system, turns } = this.#conversation
    if (turns.length === 0) system.push(...blocks)
    else if (blocks.length > 0) turns.push({ role: 'system', blocks, path })
  }

  #addUser(message: JsonObject, path: string): void {
    const blocks = readContent(message.content, `${path}.content`)
    if (blocks.length > 0) this.#turn('user', path).blocks.push(...blocks)
  }

  #addAssistant(message: JsonObject, path: string): void {
    const calls = [...readCalls(message.tool_calls, path), ...readLegacyCall(message.function_call, path)]
    const texts = [...readTexts(message.content, `${path}.content`), ...readTexts(message.refusal, `${path}.refusal`)]
    const thoughts = readThoughts(message.thinking_blocks, path)
    if (calls.length + texts.length + thoughts.length === 0) return
    this.#checkOpenCalls()
    const turn = this.#turn('assistant', path)
    turn.blocks.push(...thoughts, ...texts)
    for (const { id, name, input, path: callPath } of calls) {
      const call: CallBlock = { type: 'call', id: this.#ids.add(id, name, callPath), name, input, path: callPath }
      turn.blocks.push(call)
      this.#open ??= new Map()
      this.#open.set(call.id, callPath)
    }
  }

  #addResult(
    message: JsonObject,
    { callId, named }: { callId: string | undefined; named: string },
    path: string,
  ): void {
    if (callId === undefined || !this.#open?.delete(callId))
      throw invalidValue(
        path,
        `it answers the call ${JSON.stringify(named)}, which the assistant's last turn did not make.`,
      )
    const content = readContent(message.content, `${path}.content`).map((block) => {
      if (block.type === 'document') throw invalidValue(block.path, 'a tool answers with text and images.')
      return block
    })
    const result: ResultBlock = { type: 'result', callId, content, path }
    const turn = this.#turn('user', path)
    if (this.#results?.turn !== turn) {
      this.#placeResults()
      this.#results = { turn, blocks: [] }
    }
    this.#results.blocks.push(result)
  }

  /** At once, as there may be many: each put in its place before what the user says would move all that stands behind it. */
  #placeResults(): void {
    if (this.#results) this.#results.turn.blocks = [...this.#results.blocks, ...this.#results.turn.blocks]
    this.#results = undefined
  }

  #checkOpenCalls(): void {
    for (const path of this.#open?.values() ?? [])
      throw invalidValue(path, 'the call has no tool message that answers it before the next assistant message.')
  }

  #turn(role: 'user', path: string): UserTurn
  #turn(role: 'assistant', path: string): AssistantTurn
  #turn(role: 'user' | 'assistant', path: string): UserTurn | AssistantTurn {
    const { turns } = this.#conversation
    const last = turns.at(-1)
    if (last?.role === role) return last
    const turn: Turn = { role, blocks: [], path }
    turns.push(turn)
    return turn as UserTurn | AssistantTurn
  }
}

interface ReadCall {
  id: string | undefined
  name: string
  input: JsonObject
  path: string
}

function readCalls(calls: Json | undefined, path: string): ReadCall[] {
  if (calls === undefined || calls === null) return []
  if (!Array.isArray(calls)) throw invalidType(`${path}.tool_calls`, 'an array', calls)
  return calls.map((call, index) => {
    const callPath = `${path}.tool_calls[${index}]`
    if (!isJsonObject(call)) throw invalidType(callPath, 'an object', call)
    if (call.type !== undefined && call.type !== 'function')
      throw invalidValue(`${callPath}.type`, 'only calls of functions can be told to a model of Bedrock.')
    const { name, input } = readFunctionCall(call.function, `${callPath}.function`)
    return { id: stringMember(call, 'id', callPath), name, input, path: callPath }
  })
}

function readLegacyCall(call: Json | undefined, path: string): ReadCall[] {
  if (call === undefined || call === null) return []
  const callPath = `${path}.function_call`
  return [{ id: undefined, ...readFunctionCall(call, callPath), path: callPath }]
}

function readFunctionCall(called: Json | undefined, path: string): { name: string; input: JsonObject } {
  if (!isJsonObject(called)) throw invalidType(path, 'an object', called)
  const name = readToolName(called.name, `${path}.name`)
  return { name, input: parseArguments(called.arguments, `${path}.arguments`) }
}

function readThoughts(blocks: Json | undefined, path: string): AssistantTurn['blocks'] {
  if (blocks === undefined || blocks === null) return []
  if (!Array.isArray(blocks)) throw invalidType(`${path}.thinking_blocks`, 'an array', blocks)
  return blocks.map((block, index) => {
    if (!isJsonObject(block)) throw invalidType(`${path}.thinking_blocks[${index}]`, 'an object', block)
    return { type: 'thinking', block }
  })
}

function stringMember(object: JsonObject, name: string, path: string): string {
  const value = object[name]
  if (value === undefined || value === null) throw missingParameter(`${path}.${name}`)
  if (typeof value !== 'string') throw invalidType(`${path}.${name}`, 'a string', value)
  return value
}
