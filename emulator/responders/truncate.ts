import { countTokens, firstTokens } from '../answers/count-tokens.ts'

/** Which end of a text that is too long the model leaves out; v3 says START and END, v4 LEFT and RIGHT. */
export type Truncate = 'NONE' | 'START' | 'END' | 'LEFT' | 'RIGHT'

const KEPT: Record<Truncate, (text: string, tokens: number) => string> = {
  NONE: (text) => text,
  END: firstTokens,
  RIGHT: firstTokens,
  START: lastTokens,
  LEFT: lastTokens,
}

function lastTokens(text: string, tokens: number): string {
  const tooMany = countTokens(text) - tokens
  let from = tooMany > 0 ? firstTokens(text, tooMany).length : 0
  // Where a token would end within a character, that character still has to go.
  while (countTokens(text.slice(from)) > tokens) from += text.codePointAt(from)! > 0xffff ? 2 : 1
  return text.slice(from)
}

/** The part of a text that the model reads. Tokens are estimated, as everywhere here. */
export const truncated = (text: string, truncate: Truncate, tokens: number): string => KEPT[truncate](text, tokens)

/**
 * The refusal of a text that is too long; AWS: seen in run-llama/llama_index#14118. Only where an input says `NONE` itself:
 * it is the default too, but our estimate of tokens is not Cohere's count.
 */
export const tooLong = (texts: string[], truncate: Truncate | undefined, tokens: number): string | undefined =>
  truncate === 'NONE' && texts.some((text) => countTokens(text) > tokens)
    ? 'Input is too long for requested model.'
    : undefined
