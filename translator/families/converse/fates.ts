import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'
import { INFERENCE_FATES } from './inference-config.ts'

const NO_TOOLS: Fate = {
  refused: 'A Converse batch takes no tools; translate to the InvokeModel form instead (without --converse).',
}
const NOTHING_TO_CHOOSE: Fate = { dropped: 'There are no tools to choose from.' }
const NO_PENALTIES: Fate = { unsupported: 'Converse has no penalties.' }
const NO_PROBABILITIES: Fate = { unsupported: 'Converse does not tell probabilities.' }

export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  ...INFERENCE_FATES,
  stop: {
    becomes:
      '`inferenceConfig.stopSequences` where the model takes them, which gpt-oss and most other open weights do not',
  },
  tools: NO_TOOLS,
  functions: NO_TOOLS,
  tool_choice: NOTHING_TO_CHOOSE,
  function_call: NOTHING_TO_CHOOSE,
  parallel_tool_calls: NOTHING_TO_CHOOSE,
  response_format: {
    becomes: '`outputConfig.textFormat` where the model follows a schema by itself; `json_object` is unsupported',
  },
  reasoning_effort: {
    becomes:
      'what the model has for it in `additionalModelRequestFields`: `thinking`, `reasoningConfig` or `reasoning_effort`',
  },
  user: { dropped: 'Converse has no such parameter.' },
  seed: { dropped: 'Converse has no seed.' },
  verbosity: { dropped: 'Converse has no such parameter.' },
  frequency_penalty: NO_PENALTIES,
  presence_penalty: NO_PENALTIES,
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to the model.' },
  logprobs: NO_PROBABILITIES,
  top_logprobs: NO_PROBABILITIES,
}

/** Parameters of Converse's own and of single models, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { becomes: '`additionalModelRequestFields`, under the name that the model has for it' },
  thinking: { becomes: '`additionalModelRequestFields.thinking`, for Claude' },
  output_config: { becomes: '`additionalModelRequestFields.output_config`, for Claude' },
  anthropic_beta: { to: 'additionalModelRequestFields.anthropic_beta' },
  anthropic_version: { dropped: 'Converse says it to Claude by itself.' },
  reasoningConfig: { to: 'additionalModelRequestFields.reasoningConfig' },
  additionalModelRequestFields: { becomes: '`additionalModelRequestFields`, beside what is made of others' },
  guardrailConfig: { to: 'guardrailConfig' },
  requestMetadata: { to: 'requestMetadata' },
}
