import type { ChatParameter, Fates } from './parameters.ts'
import { NEVER_SENT } from './parameters.ts'

/** The fates that are the same in every family whose models are given one text and write one. */
export const PROMPT_FATES = {
  ...NEVER_SENT,
  tools: { refused: 'This model is given one text, which has no place for tools.' },
  functions: { refused: 'This model is given one text, which has no place for tools.' },
  tool_choice: { dropped: 'Without tools there is nothing to choose.' },
  function_call: { dropped: 'Without tools there is nothing to choose.' },
  parallel_tool_calls: { dropped: 'Without tools there is nothing to call.' },
  response_format: { unsupported: 'This model promises no form; ask for it in words.' },
  reasoning_effort: { unsupported: 'This model has no efforts.' },
  user: { dropped: 'This model is told nothing of users.' },
  seed: { dropped: 'This model has no seed.' },
  verbosity: { dropped: 'This model has no such parameter.' },
  frequency_penalty: { unsupported: 'This model has no penalties.' },
  presence_penalty: { unsupported: 'This model has no penalties.' },
  logit_bias: { unsupported: 'Tokens of another tokenizer mean nothing to this model.' },
  logprobs: { unsupported: 'This model does not tell probabilities.' },
  top_logprobs: { unsupported: 'This model does not tell probabilities.' },
} satisfies Partial<Fates<ChatParameter>>
