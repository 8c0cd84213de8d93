import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { limitInWords } from '../../chat/token-limit.ts'

// AWS: 0 to 8,191, and 200 where no limit is given. A context of 8,192 has to hold the prompt too.
export const LIMIT = { max: 8191, usual: 2048 }

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: { becomes: `\`maxTokens\`, ${limitInWords(LIMIT)}` },
  max_completion_tokens: { becomes: '`maxTokens`, like `max_tokens`' },
  temperature: { to: 'temperature', max: 1 },
  top_p: { to: 'topP' },
  stop: { becomes: '`stopSequences`, one at most' },
  presence_penalty: { to: 'presencePenalty.scale', min: 0 },
  // AWS: countPenalty grows with the number of appearances, as OpenAI's does; J2's frequencyPenalty with their share of the text.
  frequency_penalty: { to: 'countPenalty.scale', min: 0, max: 1 },
}

/** Parameters of J2's own, as clients send them with `extra_body`. */
export const extras: Readonly<Record<string, Fate>> = {
  presencePenalty: { becomes: '`presencePenalty`; not together with `presence_penalty`' },
  countPenalty: { becomes: '`countPenalty`; not together with `frequency_penalty`' },
  frequencyPenalty: { becomes: '`frequencyPenalty`' },
}
