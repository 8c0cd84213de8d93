import { NEVER_SENT, type ChatParameter, type Fate, type Fates } from '../../chat/parameters.ts'

/** AWS: `#/p: 1 is not less or equal to 0.99` (promptfoo#914). */
export const P = { min: 0.01, max: 0.99 }

/** `from 0.01 to 0.99`. */
export const boundsInWords = ({ min, max }: typeof P): string => `from ${min} to ${max}`

/** Bounds: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html */
export const fates: Fates<ChatParameter> = {
  ...NEVER_SENT,
  max_tokens: { to: 'max_tokens' },
  max_completion_tokens: { to: 'max_tokens' },
  temperature: { to: 'temperature', min: 0, max: 1 },
  top_p: { becomes: `\`p\`, ${boundsInWords(P)}: what is beyond is sent as the nearer of them and reported` },
  stop: { becomes: '`stop_sequences`' },
  seed: { to: 'seed' },
  frequency_penalty: { to: 'frequency_penalty', min: 0, max: 1 },
  presence_penalty: { to: 'presence_penalty', min: 0, max: 1 },
  tools: {
    becomes:
      '`tools`, where a parameter has a name, a type and a description: the rest of its schema is told in the description and reported',
  },
  tool_choice: {
    becomes: 'nothing where it is `auto`; `none` leaves the tools out; the model cannot be forced to call one',
  },
  parallel_tool_calls: { becomes: 'nothing where it is true; else unsupported, as the model may call several tools' },
  functions: { becomes: '`tools`' },
  function_call: { becomes: 'what `tool_choice` becomes' },
  response_format: { unsupported: 'Command R on Bedrock promises no form; ask for it in words.' },
  reasoning_effort: { becomes: 'nothing where it is `none`; else unsupported, as the model does not reason' },
  user: { dropped: 'Command R is told nothing of users.' },
  verbosity: { dropped: 'Command R has no such parameter.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to Command R.' },
  logprobs: { unsupported: 'Command R does not tell probabilities.' },
  top_logprobs: { unsupported: 'Command R does not tell probabilities.' },
}

/** Cohere's own parameters, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { to: 'k', min: 0, max: 500 },
  k: { refused: 'Say it as `top_k`.' },
  documents: { to: 'documents' },
  prompt_truncation: { to: 'prompt_truncation' },
  raw_prompting: { to: 'raw_prompting' },
  search_queries_only: { refused: 'A chat completion has no place for search queries.' },
}
