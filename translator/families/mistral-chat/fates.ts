import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'

const NEWER = 'except to Large 24.07 and Pixtral Large, which have none'

export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  max_tokens: { becomes: '`max_tokens`, at most what the model writes' },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { becomes: `\`stop\`, ${NEWER}` },
  seed: { becomes: `\`seed\`, ${NEWER}` },
  frequency_penalty: { becomes: `\`frequency_penalty\`, ${NEWER}` },
  presence_penalty: { becomes: `\`presence_penalty\`, ${NEWER}` },
  logprobs: { becomes: `\`logprobs\`, ${NEWER}` },
  top_logprobs: { becomes: `\`top_logprobs\`, ${NEWER}` },
  tools: { becomes: '`tools`' },
  tool_choice: {
    becomes:
      '`tool_choice`; to Large 24.07 and Pixtral Large `required` is `any`, and a named tool is sent alone with `any`',
  },
  parallel_tool_calls: { becomes: `\`parallel_tool_calls\`, ${NEWER}` },
  functions: { becomes: '`tools`' },
  function_call: { becomes: '`tool_choice`' },
  response_format: {
    becomes: '`response_format`; for Large 24.07 and Pixtral Large a schema becomes a tool that must be called',
  },
  user: { dropped: 'Mistral’s models have no such parameter.' },
  verbosity: { dropped: 'Mistral’s models have no such parameter.' },
  reasoning_effort: { unsupported: 'Mistral’s models have no levels of effort.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to Mistral’s models.' },
}

export const extras: Readonly<Record<string, Fate>> = {}
