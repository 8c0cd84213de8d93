import { toNumber } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import { toJambaInput, type JambaInput } from './ai21-jamba/input.ts'
import { JAMBA_MODELS, jambaRowOf } from './ai21-jamba/models.ts'
import { readJamba } from './ai21-jamba/read.ts'
import { jambaSchema } from './ai21-jamba/schema.ts'
import { writeJamba } from './ai21-jamba/write.ts'
import { malformed, malformedInput } from './malformed-input.ts'
import type { Responder } from './responder.ts'
import { firstRefusal, type Rule } from './rules.ts'

const rows = JAMBA_MODELS.map(({ models, capabilities }) => ({
  models,
  malformed: malformedInput(jambaSchema(capabilities)),
}))

/** Only calls may stand where a message has no content. */
function missingContent({ messages }: JambaInput): RecordError | undefined {
  const index = messages.findIndex(
    ({ role, content, tool_calls }) => typeof content !== 'string' && (role !== 'assistant' || !tool_calls?.length),
  )
  return index === -1 ? undefined : malformed(`#/messages/${index}: required key [content] not found`)
}

type JambaRule = Rule<JambaInput, undefined>

/** AWS: the messages need one of these ("AI21 Labs Jamba models"); the text is UNVERIFIED. */
const roles: JambaRule = ({ messages }) =>
  messages.some(({ role }) => role === 'user' || role === 'assistant')
    ? undefined
    : 'messages must hold at least one user or assistant message.'

/** AWS: all answers would be the same, and the request fails (same page); the text is UNVERIFIED. */
const variety: JambaRule = ({ n, temperature }) =>
  (toNumber(n) ?? 1) > 1 && toNumber(temperature) === 0 ? 'n must be 1 when temperature is 0.' : undefined

/** AI21's Jamba-Instruct and Jamba 1.5. */
export const ai21Jamba: Responder<ChatAsk, ChatAnswer> = {
  check(modelInput, model) {
    const shape = jambaRowOf(rows, model).malformed(modelInput)
    if (shape) return shape
    const input = toJambaInput(modelInput)
    return missingContent(input) ?? firstRefusal([roles, variety], input, undefined)
  },
  read: readJamba,
  write: writeJamba,
}
