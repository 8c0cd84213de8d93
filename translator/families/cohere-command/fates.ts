import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { limitInWords } from '../../chat/token-limit.ts'

// AWS: 1 to 4,096, and 20 where no limit is given. A context of 4,096 has to hold the prompt too.
export const LIMIT = { max: 4096, usual: 2048 }
export const MOST_STOPS = 4

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: `\`max_tokens\`, ${limitInWords(LIMIT)}` },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature' },
  top_p: { to: 'p' },
  stop: { becomes: `\`stop_sequences\`, at most ${MOST_STOPS}` },
  n: { to: 'num_generations', max: 5 },
}

/** Parameters of Command's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  k: { becomes: '`k`' },
  top_k: { becomes: '`k`; not together with it' },
  truncate: { to: 'truncate' },
}
