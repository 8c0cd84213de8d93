import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { USUAL } from './capabilities.ts'

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: `\`max_gen_len\`, at most what the model writes; ${USUAL} where no limit is given` },
  max_completion_tokens: { becomes: '`max_gen_len`, like `max_tokens`' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { unsupported: 'Llama takes no stop sequences on Bedrock.' },
}

/** Llama has no parameters beside those that OpenAI has too. */
export const extras: Readonly<Record<string, Fate>> = {}
