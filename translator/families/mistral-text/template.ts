import type { TextConversation } from '../../chat/text-conversation.ts'
import type { TranslatorSettings } from '../../settings.ts'

/** What the tokenizers of these models read as more than text. */
export const MARKS = /<\/?s>|\[\/?(?:INST|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CALLS)\]/

const SEPARATORS: Record<TranslatorSettings['mistralSystemSeparator'], string> = { lineFeed: '\n', blankLine: '\n\n' }

/** As AWS's page on Mistral's text completion has it; what the system says stands at the beginning of the first user's turn. */
export function toPrompt({ system, turns }: TextConversation, { mistralSystemSeparator }: TranslatorSettings): string {
  const head = system === undefined ? '' : `${system}${SEPARATORS[mistralSystemSeparator]}`
  const told = turns.map(({ role, text }, index) => {
    if (role === 'user') return index === 0 ? `[INST] ${head}${text} [/INST]` : ` [INST] ${text} [/INST]`
    return index === turns.length - 1 ? ` ${text}` : ` ${text}</s>`
  })
  return `<s>${told.join('')}`
}
