import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'
import { INFERENCE_FATES } from '../converse/inference-config.ts'

const NO_PENALTIES: Fate = { unsupported: 'Nova has no penalties.' }
const NO_PROBABILITIES: Fate = { unsupported: 'Nova does not tell probabilities.' }

export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  ...INFERENCE_FATES,
  stop: { becomes: '`inferenceConfig.stopSequences`' },
  tools: { becomes: '`toolConfig.tools`, with the definitions of a schema put where it refers to them' },
  tool_choice: {
    becomes: '`toolConfig.toolChoice`: `required` is `any`; `none` and `allowed_tools` leave the others out',
  },
  parallel_tool_calls: { becomes: 'nothing: Nova cannot be told; `false` is unsupported where there are tools' },
  functions: { becomes: '`toolConfig.tools`' },
  function_call: { becomes: '`toolConfig.toolChoice`' },
  response_format: { becomes: 'a tool that must be called; `json_object` is unsupported' },
  reasoning_effort: { becomes: '`inferenceConfig.reasoningConfig` on Nova 2; unsupported on Nova 1' },
  user: { dropped: 'Nova has no such parameter.' },
  seed: { dropped: 'Nova has no seed.' },
  verbosity: { dropped: 'Nova has no such parameter.' },
  frequency_penalty: NO_PENALTIES,
  presence_penalty: NO_PENALTIES,
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to Nova.' },
  logprobs: NO_PROBABILITIES,
  top_logprobs: NO_PROBABILITIES,
}

/** Parameters of Nova's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { to: 'inferenceConfig.topK', min: 0, max: 128 },
  // Its place differs between AWS's pages: who writes it at the top has it there.
  reasoningConfig: { to: 'reasoningConfig' },
}
