import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { ChatAnswer } from '../answers/answers.ts'
import { toCommandRInput, type CommandRInput } from './cohere-command-r/input.ts'
import { readCommandR, type CommandRAsk } from './cohere-command-r/read.ts'
import { COMMAND_R_SCHEMA } from './cohere-command-r/schema.ts'
import { writeCommandR } from './cohere-command-r/write.ts'
import { malformedInput } from './malformed-input.ts'
import { unanswered } from './refusal.ts'
import type { Responder } from './responder.ts'
import { firstRefusal, type Rule } from './rules.ts'

const malformed = malformedInput(COMMAND_R_SCHEMA)

type CommandRRule = Rule<CommandRInput, undefined>

/** The text is that of Cohere's own API; that Bedrock passes it on is UNVERIFIED. */
const message: CommandRRule = (input) =>
  input.message === '' && !input.tool_results?.length
    ? 'invalid request: message must be at least 1 token long or tool results must be specified.'
    : undefined

/** AWS: results want their tools beside them; the text is UNVERIFIED. */
const toolsOfResults: CommandRRule = ({ tools, tool_results }) =>
  tool_results?.length && !tools?.length ? 'invalid request: tools must be specified with tool_results.' : undefined

/** They would make another answer than a text. */
function unservedMember({ search_queries_only, return_prompt }: CommandRInput): RecordError | undefined {
  if (search_queries_only) return unanswered('search_queries_only')
  return return_prompt ? unanswered('return_prompt') : undefined
}

/** Cohere Command R and Command R+. */
export const cohereCommandR: Responder<CommandRAsk, ChatAnswer> = {
  check(modelInput) {
    const shape = malformed(modelInput)
    if (shape) return shape
    const input = toCommandRInput(modelInput)
    return firstRefusal([message, toolsOfResults], input, undefined) ?? unservedMember(input)
  },
  read: readCommandR,
  write: writeCommandR,
}
