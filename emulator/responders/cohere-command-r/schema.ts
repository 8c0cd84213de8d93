import type { InputSchema } from '../malformed-input/input-schema.ts'
import { anyObject, boolean, integer, listOf, number, object, oneOf, text } from '../malformed-input/schema-words.ts'

/*
 * Source: AWS's page "Cohere Command R and Command R+ models". AWS: that it is closed, and the upper bound of `p`, were seen
 * (promptfoo/promptfoo#914, Portkey-AI/gateway#848).
 */

const mapOf = (schema: InputSchema): InputSchema => ({ type: 'object', additionalProperties: schema })

const call = object({ name: text(), parameters: anyObject, generation_id: text() }, 'name', 'parameters')
const toolResult = object({ call, outputs: listOf(anyObject) }, 'call', 'outputs')

/**
 * AWS's page has USER and CHATBOT; SYSTEM and TOOL are Cohere's (docs.cohere.com/v1/reference/chat, for Bedrock too), as are
 * calls within the history. That Bedrock takes them is UNVERIFIED.
 */
const entry = object(
  {
    role: oneOf('USER', 'CHATBOT', 'SYSTEM', 'TOOL'),
    message: text(),
    tool_calls: listOf(call),
    tool_results: listOf(toolResult),
  },
  'role',
)

const parameter = object({ description: text(), type: text(), required: boolean }, 'type')
const tool = object(
  { name: text(), description: text(), parameter_definitions: mapOf(parameter) },
  'name',
  'description',
)

export const COMMAND_R_SCHEMA: InputSchema = object(
  {
    message: text(),
    chat_history: listOf(entry),
    documents: listOf(mapOf(text())),
    search_queries_only: boolean,
    preamble: text(),
    max_tokens: integer(1, Infinity),
    temperature: number(0, 1),
    p: number(0.01, 0.99),
    k: number(0, 500),
    prompt_truncation: oneOf('OFF', 'AUTO_PRESERVE_ORDER'),
    frequency_penalty: number(0, 1),
    presence_penalty: number(0, 1),
    seed: { type: 'integer' },
    return_prompt: boolean,
    tools: listOf(tool),
    tool_results: listOf(toolResult),
    stop_sequences: listOf(text()),
    raw_prompting: boolean,
  },
  'message',
)
