import type { ChatAsk, Tool } from '../../emulator/answers/answers.ts'
import { isJsonObject, type Json, type JsonObject } from '../../translator/formats/json-text.ts'

/** What a chat asks of a model, in words that OpenAI's lines and the emulator's reading of a record share. */
export interface Reading {
  /** Who says what: turns of one role after another are one, and a system text after the first turn is the user's. */
  turns: [role: string, text: string][]
  media: number
  tools: Tool[]
  /** Names of the tools of which one must be called; none where the model may choose. */
  mustCall: string[]
  /** The JSON Schema of the answer. */
  schema: JsonObject | undefined
  jsonObject: boolean
  maxTokens: number | undefined
  stop: string[]
}

type Body = Record<string, unknown>
interface Part {
  type: string
  text?: string
  refusal?: string
  file?: File
}
interface File {
  filename?: string
  file_data: string
}
interface Call {
  name: string
  arguments: string
}
interface Message {
  role: string
  content?: string | Part[] | null
  refusal?: string | null
  tool_calls?: { function: Call }[] | null
  function_call?: Call | null
}
interface Function {
  name: string
  parameters?: JsonObject | null
}
interface Choice {
  name?: string
  function?: { name: string }
  allowed_tools?: { mode: string; tools: { function: { name: string } }[] }
}
type Format = { type: string; json_schema?: { schema: JsonObject } }

/** How a model is told things that OpenAI's form and its own say differently. */
export interface Manner {
  /** Arguments of a call: the value, or the text that the client wrote. */
  calls: 'value' | 'text'
  /** A file: its name without what tells its kind, or its whole name and, where it is text, what it says. */
  files: 'name' | 'content'
  /** All turns, or those of users and the assistant, where what the system says is the user's, or one text. */
  turns: 'all' | 'noSystem' | 'oneText'
}

/** What the body of a line asks. Knows OpenAI's form alone, and of it what lines of tests say. */
export function readBody(body: Body, manner: Manner): Reading {
  const messages = body['messages'] as Message[]
  const { tools, mustCall } = readTools(body)
  const format = body['response_format'] as Format | undefined
  return {
    turns: toTurns(
      withDocuments(
        messages.map((message) => [roleOf(message), ...textsOf(message, manner)]),
        body,
      ),
      manner,
    ),
    media: messages.flatMap(partsOf).filter(({ type }) => type === 'image_url' || type === 'file').length,
    tools,
    mustCall,
    schema: format?.json_schema && inlined(format.json_schema.schema),
    jsonObject: format?.type === 'json_object',
    maxTokens: (body['max_completion_tokens'] ?? body['max_tokens'] ?? undefined) as number | undefined,
    stop: [body['stop'] ?? []].flat() as string[],
  }
}

/** Texts to answer from are read before the conversation, after what the system says first. */
function withDocuments(said: Said[], { documents = [] }: Body): Said[] {
  const first = said.findIndex(([role]) => role !== 'system')
  return said.toSpliced(first, 0, ['system', ...stringsIn(documents)])
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Object.values((typeof value === 'object' && value) || {}).flatMap((inner) => stringsIn(inner))

function readTools(body: Body): Pick<Reading, 'tools' | 'mustCall'> {
  const functions = [
    ...((body['tools'] ?? []) as { function: Function }[]).map((tool) => tool.function),
    ...((body['functions'] ?? []) as Function[]),
  ]
  const choice = (body['tool_choice'] ?? body['function_call'] ?? 'auto') as string | Choice
  const { allowed_tools: allowed, ...named } = typeof choice === 'object' ? choice : {}
  const tools = functions
    .filter(({ name }) => !allowed || allowed.tools.some((tool) => tool.function.name === name))
    .map(({ name, parameters }) => ({ name, schema: toSchema(parameters) }))
  const name = named.function?.name ?? named.name
  const isRequired = choice === 'required' || allowed?.mode === 'required'
  if (choice === 'none') return { tools: [], mustCall: [] }
  return { tools, mustCall: name !== undefined ? [name] : isRequired ? tools.map((tool) => tool.name) : [] }
}

/** A function described without parameters takes none. */
const toSchema = (parameters: JsonObject | null = null): JsonObject =>
  Object.keys(parameters ?? {}).length === 0
    ? { type: 'object', properties: {} }
    : inlined({ type: 'object', ...parameters })

const ROLES: Record<string, string> = { developer: 'system', function: 'tool' }
const roleOf = ({ role }: Message): string => ROLES[role] ?? role

const partsOf = ({ content }: Message): Part[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])

function textsOf(message: Message, { calls: callsAs, files }: Omit<Manner, 'turns'>): string[] {
  const parts = partsOf(message).map(
    ({ text, refusal, file }) => text ?? refusal ?? (file ? readFile(file, files) : ''),
  )
  const called = [
    ...(message.tool_calls ?? []).map((call) => call.function),
    ...(message.function_call ? [message.function_call] : []),
  ]
  const calls = called.map(({ name, arguments: text }) => {
    const value = text === '' ? '{}' : text
    return `${name}(${callsAs === 'text' ? value : JSON.stringify(JSON.parse(value))})`
  })
  return [...parts, message.refusal ?? '', ...calls]
}

function readFile({ filename, file_data: data }: File, files: Manner['files']): string {
  if (files === 'name') return (filename ?? 'document').replace(/\.[a-zA-Z]+$/, '')
  const text = /^data:text\/[a-z]+;base64,(.*)$/.exec(data)?.[1] ?? ''
  return [filename ?? '', Buffer.from(text, 'base64').toString()].filter((some) => some !== '').join('\n')
}

/** A schema without references, which some models do not know: what they refer to stands in their place. */
function inlined(schema: JsonObject): JsonObject {
  const { $defs, definitions, ...rest } = schema
  const defined: JsonObject = { ...(definitions as JsonObject | undefined), ...($defs as JsonObject | undefined) }
  const inline = (value: Json, open: string[]): Json => {
    if (Array.isArray(value)) return value.map((item) => inline(item, open))
    if (JSON.isRawJSON(value)) return Number(value.rawJSON)
    if (!isJsonObject(value)) return value
    const { $ref, ...others } = value
    const name = typeof $ref === 'string' ? $ref.replace(/^#\/(?:\$defs|definitions)\//, '') : ''
    const target = open.includes(name) ? undefined : defined[name]
    if (target === undefined) return mapped(value, (inner) => inline(inner, open))
    return {
      ...(inline(target, [...open, name]) as JsonObject),
      ...mapped(others, (inner) => inline(inner, open)),
    }
  }
  return mapped(rest, (inner) => inline(inner, []))
}

const mapped = (object: JsonObject, map: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))

/** What the emulator read in a record. */
export function readAsk(ask: ChatAsk, manner: Pick<Manner, 'turns'>): Reading {
  const { turns, mediaCount, tools, forcedTool, schema, jsonObject, maxTokens, stopSequences } = ask
  const mustCall = forcedTool === 'any' ? tools.map(({ name }) => name) : forcedTool ? [forcedTool.name] : []
  const reading: Reading = {
    turns: toTurns(
      turns.map(({ role, text }) => [role, text]),
      manner,
    ),
    media: mediaCount,
    tools: tools.map(({ name, schema: given }) => ({ name, schema: inlined(given) })),
    mustCall,
    schema: schema && inlined(schema),
    jsonObject,
    maxTokens,
    stop: stopSequences,
  }
  return mustCall.includes(SCHEMA_TOOL) ? withoutSchemaTool(reading) : reading
}

/** How models are asked for a schema that they follow in tools only; docs/translation.md. */
const SCHEMA_TOOL = 'outcrop_json_schema'
const WRAPPED = 'outcrop_value'

function withoutSchemaTool(reading: Reading): Reading {
  const { schema } = reading.tools.find(({ name }) => name === SCHEMA_TOOL)!
  const wrapped = (schema['properties'] as JsonObject | undefined)?.[WRAPPED] as JsonObject | undefined
  const tools = reading.tools.filter(({ name }) => name !== SCHEMA_TOOL)
  return { ...reading, tools, mustCall: [], schema: wrapped ?? schema }
}

type Said = [role: string, ...texts: string[]]

/** Turns of which something is said. What stands between texts, and space around turns, says nothing. */
function toTurns(said: Said[], { turns: told }: Pick<Manner, 'turns'>): Reading['turns'] {
  const turns: Reading['turns'] = []
  for (const [given, ...texts] of said) {
    const text = tidy(texts.filter((some) => some.trim() !== '').join('\n'))
    const isLate = given === 'system' && turns.some(([earlier]) => earlier !== 'system')
    const role = told === 'oneText' || isLate || (given === 'system' && told === 'noSystem') ? 'user' : given
    const last = turns.at(-1)
    if (text === '') continue
    if (last?.[0] === role) last[1] = tidy(`${last[1]}\n${text}`)
    else turns.push([role, text])
  }
  return told === 'oneText' ? turns.map(([role, text]) => [role, withoutLabels(text)]) : turns
}

/** How a conversation is told in one text; docs/translation.md. */
const withoutLabels = (text: string): string => tidy(text.replace(/^(?:User|Bot):\s*/gm, ''))

/** Llama's prompts have a mark where an image belongs. */
const tidy = (text: string): string => text.replaceAll('<|image|>', '').replace(/\n+/g, '\n').trim()
