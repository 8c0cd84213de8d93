import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'

/** What Claude gets where the client names no limit: it has none of its own. LiteLLM's figure. */
export const DEFAULT_MAX_TOKENS = 4096

export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  max_tokens: {
    becomes: `\`max_tokens\`, at most what the model writes; ${DEFAULT_MAX_TOKENS} where no limit is given`,
  },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature', min: 0, max: 1 },
  top_p: { to: 'top_p', min: 0, max: 1 },
  stop: { becomes: '`stop_sequences`; blank ones are unsupported' },
  tools: { becomes: '`tools`' },
  tool_choice: { becomes: '`tool_choice`: `required` is `any`; `allowed_tools` leaves the others out' },
  parallel_tool_calls: { becomes: '`tool_choice.disable_parallel_tool_use`' },
  functions: { becomes: '`tools`' },
  function_call: { becomes: '`tool_choice`' },
  response_format: {
    becomes:
      '`output_config.format` where the model has it, else a tool that must be called; `json_object` is unsupported',
  },
  reasoning_effort: {
    becomes: '`thinking`, with a budget or adaptive with `output_config.effort`, as the model has it',
  },
  user: { becomes: '`metadata.user_id`, unless it looks like a mail address or a telephone number' },
  seed: { dropped: 'Claude has no seed.' },
  verbosity: { dropped: 'Claude has no such parameter.' },
  frequency_penalty: { unsupported: 'Claude has no penalties.' },
  presence_penalty: { unsupported: 'Claude has no penalties.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to Claude.' },
  logprobs: { unsupported: 'Claude does not tell probabilities.' },
  top_logprobs: { unsupported: 'Claude does not tell probabilities.' },
}

/** Parameters of Claude's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  anthropic_version: { to: 'anthropic_version' },
  anthropic_beta: { becomes: '`anthropic_beta`' },
  top_k: { to: 'top_k' },
  thinking: { becomes: '`thinking`' },
  output_config: { becomes: '`output_config`' },
  context_management: { to: 'context_management' },
}
