import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { MOST_TOP_K, USUAL } from './capabilities.ts'

export const MOST_STOPS = 10

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: {
    becomes: `\`max_tokens\`, at most what the model writes; ${USUAL} for 7B and 8x7B where no limit is given`,
  },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { becomes: `\`stop\`, at most ${MOST_STOPS}` },
}

/** Parameters of Mistral's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  top_k: { becomes: `\`top_k\`, from 1 to ${MOST_TOP_K}; Large and Small have none` },
}
