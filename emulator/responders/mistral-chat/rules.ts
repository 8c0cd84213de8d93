import { parseDataUri } from '../data-uri.ts'
import { firstDuplicate } from '../first-duplicate.ts'
import { partsOf, urlOf, type MistralInput, type MistralMessage } from './input.ts'
import type { Rule } from '../rules.ts'

/*
 * What Mistral's models refuse beyond the shape of an input. The texts are those of mistral-common, Mistral's own library
 * for such requests; that Bedrock passes them on as they are is UNVERIFIED.
 */

type MistralRule = Rule<MistralInput, undefined>
type Role = MistralMessage['role']

const MAY_FOLLOW: Record<Role, Role[]> = {
  system: ['system', 'user', 'assistant'],
  user: ['system', 'user', 'assistant'],
  assistant: ['user', 'assistant', 'tool'],
  tool: ['assistant', 'tool'],
}

const order: MistralRule = ({ messages }) => {
  for (const [index, { role }] of messages.entries()) {
    const next = messages[index + 1]?.role
    if (next && !MAY_FOLLOW[role].includes(next)) return `Unexpected role '${next}' after role '${role}'`
  }
  const first = messages[0]!.role
  if (first === 'tool' || first === 'assistant')
    return `Expected first role to be one of: system, user but got ${first}`
  return undefined
}

const lastRole: MistralRule = ({ messages }) => {
  const { role, prefix } = messages.at(-1)!
  return role === 'user' || role === 'tool' || (role === 'assistant' && prefix)
    ? undefined
    : `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${role}`
}

const callsOf = ({ tool_calls }: MistralMessage) => tool_calls ?? []

const assistants: MistralRule = ({ messages }) =>
  messages.some((message) => message.role === 'assistant' && !message.content?.length && callsOf(message).length === 0)
    ? 'Assistant message must have either content or tool_calls.'
    : undefined

/** Results follow the calls that they answer, as many as there are. */
const toolPairs: MistralRule = ({ messages }) => {
  let open = new Set<string>()
  for (const message of messages) {
    if (message.role === 'tool') {
      const id = message.tool_call_id ?? undefined
      if (id === undefined) return 'Tool message must have a tool_call_id.'
      if (!open.delete(id)) return `Unexpected tool call id ${id} in tool results`
      continue
    }
    if (open.size > 0) return 'Not the same number of function calls and responses'
    const ids = callsOf(message).map(({ id }) => id)
    if (firstDuplicate(ids) !== undefined) return 'Duplicate tool call id in assistant message'
    open = new Set(ids)
  }
  return open.size > 0 ? 'Not the same number of function calls and responses' : undefined
}

const toolNames: MistralRule = ({ messages, tools = [] }) => {
  const names = [...tools, ...messages.flatMap(callsOf)].map((tool) => tool.function.name)
  const wrong = names.find((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
  return wrong === undefined
    ? undefined
    : `Function name was ${wrong} but must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.`
}

/** The text is UNVERIFIED. */
const toolChoice: MistralRule = ({ tools = [], tool_choice }) =>
  tool_choice === 'any' && tools.length === 0 ? 'tool_choice any needs tools.' : undefined

/** The text is UNVERIFIED. */
const images: MistralRule = ({ messages }) => {
  const uris = messages.flatMap(partsOf).flatMap((part) => urlOf(part) ?? [])
  return uris.every((uri) => parseDataUri(uri)?.mediaType.startsWith('image/'))
    ? undefined
    : 'Images must be data URIs with base64.'
}

export const MISTRAL_RULES: MistralRule[] = [order, lastRole, assistants, toolPairs, toolNames, toolChoice, images]
