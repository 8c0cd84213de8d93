import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'
import { MOST_TOKENS } from './capabilities.ts'

/** Names and ranges as AWS's page on Jamba has them. */
export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  n: { to: 'n', max: 16 },
  max_tokens: { to: 'max_tokens', max: MOST_TOKENS },
  max_completion_tokens: { to: 'max_tokens', max: MOST_TOKENS },
  temperature: { to: 'temperature' },
  top_p: { to: 'top_p', min: 0.01 },
  stop: { to: 'stop' },
  frequency_penalty: { to: 'frequency_penalty' },
  presence_penalty: { to: 'presence_penalty' },
  tools: { becomes: '`tools`, to Jamba 1.5' },
  tool_choice: { becomes: 'tools, or none: Jamba chooses by itself' },
  parallel_tool_calls: { becomes: 'nothing where it is true; false is unsupported' },
  functions: { becomes: '`tools`, to Jamba 1.5' },
  function_call: { becomes: 'tools, or none: Jamba chooses by itself' },
  response_format: { becomes: '`response_format` with `json_object`, to Jamba 1.5; it follows no schema' },
  user: { dropped: 'Jamba has no such parameter.' },
  verbosity: { dropped: 'Jamba has no such parameter.' },
  seed: { unsupported: 'Jamba has no seed on Bedrock.' },
  reasoning_effort: { unsupported: 'Jamba does not think.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to Jamba.' },
  logprobs: { unsupported: 'Jamba does not tell probabilities.' },
  top_logprobs: { unsupported: 'Jamba does not tell probabilities.' },
}

/** Parameters of Jamba's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  documents: { becomes: '`documents`, to Jamba 1.5' },
}
