import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: '`max_tokens`, at most 4096; 2048 where no limit is given' },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature' },
  top_p: { to: 'p' },
  stop: { becomes: '`stop_sequences`, at most 4' },
  n: { to: 'num_generations', max: 5 },
}

/** Parameters of Command's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  k: { becomes: '`k`' },
  top_k: { becomes: '`k`; not together with it' },
  truncate: { to: 'truncate' },
}
