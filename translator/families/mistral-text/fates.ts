import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: '`max_tokens`, at most what the model writes; 2048 for 7B and 8x7B where no limit is given' },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { becomes: '`stop`, at most 10' },
}

/** Parameters of Mistral's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { becomes: '`top_k`, at most 200; Large and Small have none' },
}
