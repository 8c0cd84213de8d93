import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'

export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  max_tokens: { to: 'max_tokens' },
  max_completion_tokens: { to: 'max_completion_tokens' },
  temperature: { to: 'temperature' },
  top_p: { to: 'top_p' },
  stop: { to: 'stop' },
  frequency_penalty: { to: 'frequency_penalty' },
  presence_penalty: { to: 'presence_penalty' },
  seed: { to: 'seed' },
  logprobs: { to: 'logprobs' },
  top_logprobs: { to: 'top_logprobs' },
  tools: { becomes: '`tools`' },
  tool_choice: { becomes: '`tool_choice`; `allowed_tools` leaves the others out' },
  parallel_tool_calls: { becomes: '`parallel_tool_calls`, beside tools' },
  functions: { becomes: '`tools`' },
  function_call: { becomes: '`tool_choice`' },
  response_format: { becomes: '`response_format`; gpt-oss is told of it and not held to it' },
  reasoning_effort: {
    becomes: '`reasoning_effort` where the model thinks; gpt-oss has low, medium and high',
  },
  user: { dropped: 'Bedrock has no such parameter.' },
  verbosity: { dropped: 'These models have no such parameter.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to these models, and gpt-oss refuses it.' },
}

/** The service refuses a body with any member that OpenAI's own API has not (langchain-aws issue 664). */
export const extras: Readonly<Record<string, Fate>> = {}
