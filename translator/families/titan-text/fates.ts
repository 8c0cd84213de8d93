import type { ChatParameter, Fate, Fates } from '../../chat/parameters.ts'
import { PROMPT_FATES } from '../../chat/prompt-fates.ts'
import { USUAL } from './capabilities.ts'

export const fates: Fates<ChatParameter> = {
  ...PROMPT_FATES,
  max_tokens: {
    becomes: `\`textGenerationConfig.maxTokenCount\`, at most what the model writes; ${USUAL} where no limit is given`,
  },
  max_completion_tokens: { becomes: '`textGenerationConfig.maxTokenCount`, like `max_tokens`' },
  temperature: { to: 'textGenerationConfig.temperature', max: 1 },
  top_p: { to: 'textGenerationConfig.topP' },
  stop: { becomes: '`textGenerationConfig.stopSequences`; Titan takes only `User:` and rows of `|`' },
}

/** Titan has no parameters beside those that OpenAI has too. */
export const extras: Readonly<Record<string, Fate>> = {}
