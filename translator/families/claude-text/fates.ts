import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { limitInWords } from '../../chat/token-limit.ts'

// A limit is required. AWS's page allows 4,096 and LiteLLM's map 8,191: which of them is enforced is UNVERIFIED.
export const LIMIT = { max: 8191, usual: 4096 }

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: `\`max_tokens_to_sample\`, ${limitInWords(LIMIT)}` },
  max_completion_tokens: { becomes: '`max_tokens_to_sample`, like `max_tokens`' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { becomes: '`stop_sequences`' },
}

/** Parameters of Claude's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { to: 'top_k', min: 0, max: 500 },
  anthropic_version: { to: 'anthropic_version' },
}
