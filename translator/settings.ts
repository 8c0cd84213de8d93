/**
 * What nobody has seen on AWS, or what its own pages say in two ways, where the bytes differ: each a setting with its values,
 * the default first.
 */
export const TRANSLATOR_SETTINGS = {
  /** Prompt template of Llama 4: AWS's page and LiteLLM have the one of Llama 3; Meta's own for Llama 4 differs. */
  llama4Template: ['llama3', 'llama4'],
  /** Where Nova 2's own form has `reasoningConfig`: AWS's newer page has it inside `inferenceConfig`. */
  novaReasoningConfig: ['inInferenceConfig', 'topLevel'],
  /** The flag that LiteLLM sends with a native schema of Claude; AWS's page names none. */
  claudeSchemaBeta: ['sent', 'omitted'],
  /** What parts the system's text from the user's in prompts of Mistral's older models, which have no system role. */
  mistralSystemSeparator: ['lineFeed', 'blankLine'],
} as const

export type TranslatorSettings = {
  [Name in keyof typeof TRANSLATOR_SETTINGS]: (typeof TRANSLATOR_SETTINGS)[Name][number]
}

/** The given settings and the defaults of the others. Throws an UnknownSettingError. */
export function toSettings(given: Partial<TranslatorSettings> = {}): TranslatorSettings {
  for (const [name, value] of Object.entries(given)) checkSetting(name, value)
  const defaults = Object.fromEntries(Object.entries(TRANSLATOR_SETTINGS).map(([name, [value]]) => [name, value]))
  return { ...(defaults as TranslatorSettings), ...given }
}

/** There is no such setting, or no such value of it; the message says which there are. */
export class UnknownSettingError extends Error {}

function checkSetting(name: string, value: string): void {
  const values: readonly string[] | undefined = Object.hasOwn(TRANSLATOR_SETTINGS, name)
    ? TRANSLATOR_SETTINGS[name as keyof TranslatorSettings]
    : undefined
  if (!values)
    throw new UnknownSettingError(
      `there is no setting ${name}; the settings are ${Object.keys(TRANSLATOR_SETTINGS).join(', ')}`,
    )
  if (!values.includes(value))
    throw new UnknownSettingError(`the setting ${name} is ${JSON.stringify(value)}, but must be ${values.join(' or ')}`)
}
