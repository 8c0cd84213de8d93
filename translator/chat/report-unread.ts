import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'
import { isBlank } from './content.ts'
import type { Conversation } from './conversation.ts'

/** What the conversation's reader reads of a message, by role. */
const READ: Readonly<Record<string, readonly string[]>> = {
  system: ['role', 'content'],
  developer: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'refusal', 'tool_calls', 'function_call', 'thinking_blocks'],
  tool: ['role', 'content', 'tool_call_id'],
  function: ['role', 'content', 'name'],
}

/** And of a part of its content, by type. */
const READ_OF_PARTS: Readonly<Record<string, readonly string[]>> = {
  text: ['type', 'text', 'prompt_cache_breakpoint', 'cache_control'],
  refusal: ['type', 'refusal'],
  image_url: ['type', 'image_url', 'prompt_cache_breakpoint', 'cache_control'],
  file: ['type', 'file', 'prompt_cache_breakpoint', 'cache_control'],
}

const WHY: Readonly<Record<string, string>> = {
  name: 'This model knows no names of speakers.',
  audio: 'Models of Bedrock batches do not hear.',
  detail: 'This model has no levels of detail.',
  reasoning_content: 'Thoughts go back to a model as thinking_blocks only.',
  cache_control: 'It has its place at a part of the content.',
}

/** Reports what messages say that goes into no conversation; they must have been read before, and are of the right shape. */
export function reportUnread(messages: JsonObject[], report: LossReport): void {
  messages.forEach((message, index) => {
    const { role, content } = message
    reportOthers(message, READ[role as string]!, () => `messages[${index}]`, report)
    if (typeof content === 'string') reportBlank(content, () => `messages[${index}].content`, report)
    else if (Array.isArray(content)) reportParts(content, `messages[${index}].content`, report)
  })
}

function reportParts(content: Json[], path: string, report: LossReport): void {
  for (const [index, part] of content.entries()) {
    if (!isJsonObject(part)) continue
    const toPath = (name = ''): string => `${path}[${index}]${name}`
    reportOthers(part, READ_OF_PARTS[part.type as string]!, toPath, report)
    if (typeof part.text === 'string') reportBlank(part.text, () => toPath('.text'), report)
    const image = part.image_url
    if (isJsonObject(image) && image.detail !== 'auto') reportOthers(image, ['url'], () => toPath('.image_url'), report)
  }
}

/** The same of `tools` and `functions`. */
export function reportUnreadOfTools({ tools, functions }: JsonObject, report: LossReport): void {
  for (const [index, tool] of listOf(tools)) {
    reportOthers(tool, ['type', 'function'], () => `tools[${index}]`, report)
    reportOthers(tool.function as JsonObject, READ_OF_FUNCTIONS, () => `tools[${index}].function`, report)
  }
  for (const [index, tool] of listOf(functions))
    reportOthers(tool, READ_OF_FUNCTIONS, () => `functions[${index}]`, report)
}

/** What says how tools are to be used says nothing where there are none, and none were called before. */
export function reportUselessChoice(rest: JsonObject, { turns }: Conversation, report: LossReport): void {
  if (rest.tools !== undefined || rest.functions !== undefined) return
  const useless = CHOICES.filter((name) => rest[name] !== undefined)
  if (useless.length === 0 || turns.some(({ blocks }) => blocks.some(({ type }) => type === 'call'))) return
  for (const name of useless) report.drop(name, 'There are no tools.')
}

const CHOICES = ['tool_choice', 'function_call', 'parallel_tool_calls']

const READ_OF_FUNCTIONS = ['name', 'description', 'parameters', 'strict']

const listOf = (list: Json | undefined): [index: number, item: JsonObject][] =>
  Array.isArray(list) ? Array.from((list as JsonObject[]).entries()) : []

/** An empty text says nothing; one of white space might. */
function reportBlank(text: string, toPath: () => string, report: LossReport): void {
  if (text !== '' && isBlank(text)) report.drop(toPath(), 'Models refuse texts of nothing but white space.')
}

function reportOthers(object: JsonObject, read: readonly string[], toPath: () => string, report: LossReport): void {
  for (const name in object)
    if (object[name] !== null && !read.includes(name))
      report.drop(`${toPath()}.${name}`, (Object.hasOwn(WHY, name) && WHY[name]) || 'The model is not told.')
}
