import { isObjectInJson } from '../../../translator/formats/json-text.ts'
import { contextManagement } from './context-management.ts'
import { BETA_MEMBERS, TOOL_TYPES, type ToolType } from './tool-types.ts'
import {
  anything,
  boolean,
  dictionary,
  integer,
  listOf,
  model,
  nullable,
  number,
  oneOf,
  taggedUnion,
  text,
  textOrListOf,
  variant,
  type Check,
} from './pydantic.ts'

/*
 * The body that Claude takes on Bedrock, as Anthropic's own types and AWS's page on Claude's parameters have it. What only
 * some models or betas take stands here too; the rules beside this file refuse it elsewhere. Which members may be null
 * follows Anthropic's SDK.
 */

const cacheControl = nullable(taggedUnion({ ephemeral: variant({}, { ttl: oneOf('5m', '1h') }) }))
const cached = { cache_control: cacheControl }

const textBlock = variant({ text: text() }, { ...cached, citations: nullable(listOf(dictionary)) })
const systemBlock = model({ type: oneOf('text'), text: text() }, { ...cached, citations: nullable(listOf(dictionary)) })

const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
const base64Of = (...mediaTypes: string[]): Check => variant({ media_type: oneOf(...mediaTypes), data: text() })
// AWS: Bedrock knows neither Anthropic's file store nor URLs, so a source has its bytes in it; which tags the refusal
// lists is UNVERIFIED.
const imageBlock = variant({ source: taggedUnion({ base64: base64Of(...MEDIA_TYPES) }) }, cached)

const documentSource = taggedUnion({
  base64: base64Of('application/pdf'),
  text: variant({ media_type: oneOf('text/plain'), data: text() }),
  content: variant({ content: textOrListOf(taggedUnion({ image: imageBlock, text: textBlock })) }),
})
const citing = { citations: nullable(model({}, { enabled: boolean })) }
const documentBlock = variant(
  { source: documentSource },
  { ...cached, ...citing, title: nullable(text()), context: nullable(text()) },
)
const searchResult = variant({ source: text(), title: text(), content: listOf(systemBlock) }, { ...cached, ...citing })

const ID = /^[a-zA-Z0-9_-]+$/
const toolUse = variant(
  { id: text({ pattern: ID }), name: text({ minLength: 1, maxLength: 200 }), input: dictionary },
  { ...cached, caller: taggedUnion({ direct: variant({}) }) },
)
const toolReference = variant({ tool_name: text() }, cached)
const resultBlocks = { document: documentBlock, image: imageBlock, search_result: searchResult, text: textBlock }
const toolResult = variant(
  { tool_use_id: text({ pattern: ID }) },
  {
    ...cached,
    content: textOrListOf(taggedUnion(resultBlocks, { unlisted: { tool_reference: toolReference } })),
    is_error: boolean,
  },
)

/** What answers with a search among tools, or a summed-up conversation, hold, as Anthropic's pages show it. */
const answerBlocks = {
  compaction: variant({}, { ...cached, content: nullable(text()) }),
  server_tool_use: variant(
    { id: text({ pattern: ID }), name: text(), input: dictionary },
    { ...cached, caller: taggedUnion({ direct: variant({}) }) },
  ),
  tool_search_tool_result: variant(
    {
      tool_use_id: text({ pattern: ID }),
      content: taggedUnion({
        tool_search_tool_result_error: variant({ error_code: text() }, { error_message: nullable(text()) }),
        tool_search_tool_search_result: variant({ tool_references: listOf(toolReference) }),
      }),
    },
    cached,
  ),
}
const contentBlocks = {
  document: documentBlock,
  image: imageBlock,
  redacted_thinking: variant({ data: text() }),
  search_result: searchResult,
  text: textBlock,
  thinking: variant({ thinking: text(), signature: text() }),
  tool_result: toolResult,
  tool_use: toolUse,
}
const contentBlock = taggedUnion(contentBlocks, { unlisted: answerBlocks })

/** Types of blocks that need no beta, in a message and in the result of a tool. */
export const CONTENT_TAGS = Object.keys(contentBlocks)
export const RESULT_TAGS = Object.keys(resultBlocks)

// AWS: `system` is refused in these words on models that do not know it either, and by a rule on those that do.
const speaker = oneOf('user', 'assistant')
const role: Check = (value, path) => (value === 'system' ? undefined : speaker(value, path))
const message = model({ role, content: textOrListOf(contentBlock) })

const objectType = oneOf('object')
const inputSchema: Check = (value, path) => {
  if (!isObjectInJson(value)) return dictionary(value, path)
  return Object.hasOwn(value, 'type') ? objectType(value['type']!, `${path}.type`) : `${path}.type: Field required`
}

// The bound of 128 was seen both as a pattern (home-assistant/core#147760) and as a length (in September 2026).
const toolName = text({ minLength: 1, maxLength: 128, pattern: /^[a-zA-Z0-9_-]{1,128}$/ })
const betaMembers = Object.fromEntries(Object.entries(BETA_MEMBERS).map(([name, { check }]) => [name, check]))
const customTool = model(
  { name: toolName, input_schema: inputSchema },
  {
    ...cached,
    ...betaMembers,
    type: anything,
    description: text(),
    strict: boolean,
    eager_input_streaming: nullable(boolean),
  },
)
const typedTool = ({ name, required, optional }: ToolType): Check =>
  variant({ name: oneOf(name), ...required }, { ...cached, ...optional })
const typedTools = Object.fromEntries(Object.entries(TOOL_TYPES).map(([type, tool]) => [type, typedTool(tool)]))

const parallel = { disable_parallel_tool_use: boolean }
const toolChoice = taggedUnion({
  any: variant({}, parallel),
  auto: variant({}, parallel),
  none: variant({}),
  tool: variant({ name: text() }, parallel),
})

const display = { display: nullable(oneOf('summarized', 'omitted')) }
const thinking = taggedUnion({
  adaptive: variant({}, display),
  between_tools: variant({}, display),
  disabled: variant({}),
  enabled: variant({ budget_tokens: integer(1024) }, display),
})

const format = nullable(model({ type: oneOf('json_schema'), schema: dictionary }))
const outputConfig = model({}, { effort: nullable(oneOf('low', 'medium', 'high', 'xhigh', 'max')), format })

// AWS: refused by every model on Bedrock (xiehust/anthropic_api_converter, measured); text as Anthropic's own API has it.
const outputFormat = nullable(
  (_value, path) => `${path}: This field is deprecated. Use 'output_config.format' instead.`,
)

/** `version` checks `anthropic_version`. */
export const claudeShape = (version: Check): Check =>
  model(
    { anthropic_version: version, max_tokens: integer(1), messages: listOf(message) },
    {
      anthropic_beta: listOf(text()),
      context_management: nullable(contextManagement),
      metadata: model({}, { user_id: nullable(text({ maxLength: 256 })) }),
      output_config: outputConfig,
      output_format: outputFormat,
      stop_sequences: listOf(text()),
      system: textOrListOf(systemBlock),
      temperature: number(0, 1),
      thinking,
      tool_choice: toolChoice,
      tools: listOf(taggedUnion({ ...typedTools, custom: customTool }, { untagged: 'custom' })),
      top_k: integer(0),
      top_p: number(0, 1),
    },
  )
