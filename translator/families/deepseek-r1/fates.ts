import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { limitInWords } from '../../chat/token-limit.ts'

// AWS: 1 to 32,768; answers above 8,192 tokens are said to get worse, and nothing says what R1 writes without a limit.
export const LIMIT = { max: 32_768, usual: 8192 }
export const MOST_STOPS = 10

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: `\`max_tokens\`, ${limitInWords(LIMIT)}` },
  max_completion_tokens: { becomes: '`max_tokens`, in the same way' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'top_p' },
  stop: { becomes: `\`stop\`, at most ${MOST_STOPS}` },
  reasoning_effort: { unsupported: 'DeepSeek R1 always thinks, as long as it likes.' },
}

/** DeepSeek R1 has no parameters beside those that OpenAI has too. */
export const extras: Readonly<Record<string, Fate>> = {}
